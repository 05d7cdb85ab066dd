import { describe, expect, test } from 'vitest';
import type { WireEvent } from '../../../../server/sources/define.ts';
import { nightPlan, ordinaryPlan } from '../../../../server/sources/rehearsal/night.ts';
import type { Delivery, Plan, Truth } from '../../../../server/sources/rehearsal/plan.ts';
import { nothingYet } from '../../../../server/sources/rehearsal/plan.ts';
import { play } from '../../../../server/sources/rehearsal/play.ts';
import { eventSchemas } from '../../../../stream/contract/event.ts';
import { parseMoney } from '../../../../stream/contract/money.ts';

const MINUTE = 60_000;
const start = Date.UTC(2026, 10, 10, 15, 58);
const times = { start, opens: start + 2 * MINUTE, end: start + 14 * MINUTE };
const night = (seed: number, retentionDays?: number) =>
  nightPlan({ seed, rate: 6, minutes: 12, spike: 9 }, times, retentionDays);

function all(plan: Plan): { deliveries: Delivery[]; truth: Truth } {
  const { deliveries, truth } = play(plan);
  return { deliveries: [...deliveries], truth };
}

/** Each fact known once, added up as the contract says, by nothing but maps. */
function naive(events: readonly WireEvent[], digits = 2): Truth {
  const fen = (event: WireEvent) => parseMoney(String(event.amount), digits) ?? Number.NaN;
  const voided = new Set(events.filter(({ type }) => type === 'order.voided').map(({ order }) => order));
  const known = new Map<string, WireEvent>();
  for (const event of events) known.set([event.type, event.order, event.payment, event.refund].join(), event);
  const sum = { ...nothingYet(), voided_orders: voided.size };
  const paid = new Set<unknown>();
  for (const event of known.values()) {
    if (voided.has(event.order)) continue;
    if (event.type === 'order.created') {
      sum.orders += 1;
      sum.order_amount += fen(event);
    } else if (event.type === 'order.paid') {
      sum.gmv += fen(event);
      paid.add(event.order);
    } else if (event.type === 'order.refunded') {
      sum.refunds += 1;
      sum.refund_amount += fen(event);
    } else if (event.type === 'order.cancelled') sum.cancelled_orders += 1;
  }
  sum.paid_orders = paid.size;
  for (const event of known.values()) {
    if (event.type !== 'order.created' || !paid.has(event.order)) continue;
    for (const { quantity } of event.lines as { quantity: number }[]) sum.units += quantity;
  }
  return sum;
}

describe('a simulated night', () => {
  test('is the same for a seed, to the last byte, and another for another', () => {
    const first = JSON.stringify(all(night(7)));
    expect(JSON.stringify(all(night(7)))).toBe(first);
    expect(JSON.stringify(all(night(8)))).not.toBe(first);
  });

  test.each([0, 1, 3, 4])('is taken by a store whose money has %i digits, as the same minor units', (digits) => {
    const { deliveries, truth } = all({ ...night(7, 30), digits });
    const schemas = eventSchemas({ currency: 'CNY', digits });
    for (const { event } of deliveries) expect(schemas[event.type as 'order.paid'].safeParse(event).success).toBe(true);
    expect(
      naive(
        deliveries.filter(({ event }) => !String(event.order).includes('stray')).map(({ event }) => event),
        digits,
      ),
    ).toEqual(truth);
  });

  test('says beforehand what the numbers must be', () => {
    for (const seed of [1, 2, 3]) {
      const { deliveries, truth } = all(night(seed));
      expect(truth.orders).toBeGreaterThan(3_000);
      expect(truth.refunds * truth.cancelled_orders).toBeGreaterThan(0);
      expect(naive(deliveries.map(({ event }) => event))).toEqual(truth);
    }
  });

  test('sends only events that the door takes', () => {
    const schemas = eventSchemas({ currency: 'CNY', digits: 2 });
    const refused = all(night(4, 30)).deliveries.flatMap(({ event }) => {
      const read = schemas[event.type as keyof typeof schemas].safeParse(event);
      return read.success ? [] : [{ event, why: read.error.issues[0]?.message }];
    });
    expect(refused).toEqual([]);
  });

  test('comes in the order in which it reaches the door, never before it happened', () => {
    let last = 0;
    for (const { due, event } of play(night(5)).deliveries) {
      expect(due).toBeGreaterThanOrEqual(last);
      expect(event.at).toBeLessThanOrEqual(due);
      expect(event.at).toBeLessThan(times.end);
      last = due;
    }
  });

  test('has what the field has: duplicates under new ids, payments before orders, late shops, deposits with balances', () => {
    const { deliveries } = all(night(6));
    const seen = new Set<unknown>();
    const met = { again: 0, early: 0, late: 0, deposits: 0, balances: 0 };
    for (const { due, event } of deliveries) {
      if (event.id.endsWith(':again')) met.again += 1;
      if (event.type === 'order.created') seen.add(event.order);
      if (event.type === 'order.paid' && !seen.has(event.order)) met.early += 1;
      if (due - event.at > MINUTE) met.late += 1;
      if (event.payment === 'deposit') met.deposits += 1;
      if (event.payment === 'balance') {
        met.balances += 1;
        expect(event.at).toBeGreaterThanOrEqual(times.opens);
      }
    }
    for (const [what, count] of Object.entries(met)) expect(`${what}: ${count > 0}`).toBe(`${what}: true`);
    expect(new Set(deliveries.map(({ event }) => event.id)).size).toBeGreaterThan(deliveries.length * 0.999);
  });

  test('peaks within a minute of the opening, several times over the warm-up', () => {
    const minutes = new Map<number, number>();
    for (const { event } of play(night(9)).deliveries) {
      if (event.type !== 'order.created') continue;
      const minute = Math.floor((event.at - start) / MINUTE);
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
    }
    const busiest = [...minutes].sort((a, b) => b[1] - a[1])[0];
    expect(busiest?.[0]).toBe(2);
    expect(busiest?.[1]).toBeGreaterThan(4 * (minutes.get(0) ?? 0));
  });

  test('runs one SKU out of stock and brings it in again', () => {
    const { deliveries } = all(night(10));
    let held = Infinity;
    let soldOut = false;
    const readings = new Map<unknown, number>();
    for (const { event } of deliveries) {
      if (event.sku !== 'TW-1001') continue;
      if (event.type === 'stock.level') readings.set(event.warehouse, Number(event.onHand));
      if (event.type === 'stock.moved') expect(Number(event.quantity)).toBeGreaterThan(0);
    }
    expect(readings.size).toBe(2);
    held = deliveries.reduce((sum, { event }) => (event.type === 'order.created' ? sum + hot(event) : sum), 0);
    const laidIn = deliveries
      .slice(0, 400)
      .reduce((sum, { event }) => (event.sku === 'TW-1001' ? sum + Number(event.onHand) : sum), 0);
    const restock = deliveries.find(({ event }) => event.type === 'stock.moved');
    const before = deliveries.filter(({ due }) => due < (restock?.due ?? 0));
    const quiet = before.filter(
      ({ due, event }) => due > (restock?.due ?? 0) - 30_000 && event.type === 'order.created' && hot(event) > 0,
    );
    soldOut = quiet.length === 0;
    expect(soldOut).toBe(true);
    expect(held).toBeGreaterThan(laidIn * 0.9);
  });

  test('puts a few deliveries outside the retention when it is told the retention, and counts none of them', () => {
    const { deliveries, truth } = all(night(11, 30));
    const strays = deliveries.filter(({ event }) => event.id.includes('-stray-'));
    expect(strays.length).toBeGreaterThan(4);
    const counted = deliveries.filter(({ event }) => !event.id.includes('-stray-'));
    expect(naive(counted.map(({ event }) => event))).toEqual(truth);
  });

  test('an ordinary day is quiet at night, and needs no trouble to be exact', () => {
    const day = ordinaryPlan(3, 0.2, { from: start, to: start + 1_440 * MINUTE, midnight: start });
    const { deliveries, truth } = all(day);
    const hour = (from: number) =>
      deliveries.filter(
        ({ event }) => event.at >= start + from * 60 * MINUTE && event.at < start + (from + 1) * 60 * MINUTE,
      ).length;
    expect(hour(21)).toBeGreaterThan(5 * hour(3));
    expect(naive(deliveries.map(({ event }) => event))).toEqual(truth);
  });
});

function hot(event: WireEvent): number {
  return (event.lines as { sku: string; quantity: number }[]).reduce(
    (sum, { sku, quantity }) => (sku === 'TW-1001' ? sum + quantity : sum),
    0,
  );
}
