import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nightPlan } from '../../../server/sources/rehearsal/night.ts';
import { play } from '../../../server/sources/rehearsal/play.ts';
import { eventSchemas } from '../../../stream/contract/event.ts';
import { Edge, readBatch } from '../../../stream/engine/batch.ts';
import { Days } from '../../../stream/engine/days.ts';
import { bucketAt, DAY, F, M, SECOND } from '../../../stream/engine/families.ts';
import { NameTable } from '../../../stream/engine/names.ts';
import type { Place, Tally } from '../../../stream/entities/define.ts';
import { KINDS } from '../../../stream/entities/index.ts';
import type { OrderState } from '../../../stream/entities/orderState.ts';
import type { StockState } from '../../../stream/entities/stockState.ts';
import { addOrder } from '../../../stream/reconcile/orderAmounts.ts';
import { share } from '../../../stream/reconcile/spread.ts';
import { addStock } from '../../../stream/reconcile/stockAmounts.ts';
import { Sums } from '../../../stream/reconcile/sums.ts';
import { seeded } from '../../support/seed.ts';

const days = new Days('Asia/Shanghai');
const everything = () =>
  new Sums(
    days,
    () => true,
    () => false,
  );
const MINUTE = 60_000;

/** All cells of `sums` with a value, by address. */
function cellsOf(sums: Sums): Map<string, number> {
  const cells = new Map<string, number>();
  for (const { family, grain, measure, bucket, group, value } of sums.rest()) {
    if (value !== 0) cells.set([family, grain, measure, bucket, ...sums.names(family, group)].join(), value);
  }
  return cells;
}

/** Puts contributions into sums at their addresses, so that two ways of adding up can be laid side by side. */
function tallyInto(sums: Sums): Tally {
  const place = (where: Place) => ({ channel: where.channel, shop: where.shop, region: where.region, tag: where.tag });
  const name = Object.keys(M) as (keyof typeof M)[];
  return {
    whole: (measure, at, where, value) => sums.whole(name[measure] ?? 'gmv', at, place(where), value),
    part: (measure, at, where, category, sku, value) =>
      sums.part(name[measure] ?? 'gmv', at, place(where), category, sku, value),
    stock: (measure, sku, warehouse, value) => sums.shelf(name[measure] ?? 'on_hand', sku, warehouse, value),
    buyer: () => {},
    notable: () => {},
  };
}

describe('what entities are worth', () => {
  test('is the same by the contract read anew as by the fold, for a whole simulated night', { timeout: 30_000 }, () => {
    const start = Date.UTC(2026, 10, 10, 15, 57);
    const night = nightPlan(
      { seed: seeded(1).seed % 1_000_003, rate: 2, minutes: 10, spike: 6 },
      { start, opens: start + 3 * MINUTE, end: start + 13 * MINUTE },
    );
    const schemas = eventSchemas({ currency: 'CNY', digits: 2 });
    const edge = new Edge('secret', 1);
    for (const { event } of play(night).deliveries) edge.add(schemas[event.type as keyof typeof schemas].parse(event));
    const names = new NameTable();
    const states = new Map<string, { number: number; state: unknown }>();
    readBatch(edge.builders[0]?.take() ?? new Uint8Array(), names, (number, k0, k1, k2, fact) => {
      const key = `${k0} ${k1} ${k2}`;
      states.set(key, { number, state: KINDS[number]?.join(states.get(key)?.state, fact) });
    });
    expect(states.size).toBeGreaterThan(1_000);
    const [anew, folded] = [everything(), everything()];
    const tally = tallyInto(folded);
    for (const { number, state } of states.values()) {
      KINDS[number]?.contribution(state, tally);
      if (KINDS[number]?.name === 'order') addOrder(state as OrderState, anew);
      else addStock(state as StockState, anew);
    }
    const cells = cellsOf(anew);
    expect(cells.size).toBeGreaterThan(20_000);
    const other = cellsOf(folded);
    expect([...cells].filter(([cell, value]) => other.get(cell) !== value)).toEqual([]);
    expect(other.size).toBe(cells.size);
  });

  test('is spread so that parts add up, none is negative or over its room, and proportions hold', () => {
    const amounts = fc.oneof(fc.integer({ min: 0, max: 10 ** 13 }), fc.integer({ min: 0, max: 1_000 }));
    fc.assert(
      fc.property(amounts, fc.array(amounts, { maxLength: 12 }), (amount, room) => {
        const left = [...room];
        const whole = room.reduce((sum, each) => sum + each, 0);
        const { parts, rest } = share(amount, left);
        expect(parts.reduce((sum, each) => sum + each, 0) + rest).toBe(amount);
        expect(rest).toBe(Math.max(0, amount - whole));
        parts.forEach((part, line) => {
          expect(part >= 0 && (left[line] ?? -1) >= 0).toBe(true);
          expect(part + (left[line] ?? 0)).toBe(room[line]);
          const given = BigInt(Math.min(amount, whole));
          const exact = whole === 0 ? 0 : Number((given * BigInt(room[line] ?? 0)) / BigInt(whole));
          expect([0, 1]).toContain(part - exact);
        });
      }),
      seeded(300),
    );
  });
});

describe('sums', () => {
  test('add each amount to every family and grain it belongs to, and give cells out once', () => {
    const sums = everything();
    const at = Date.UTC(2026, 10, 10, 16, 0, 1);
    sums.whole('gmv', at, { channel: 2, shop: 3, region: 4, tag: 0 }, 70);
    sums.whole('gmv', at, { channel: 2, shop: 3, region: 5, tag: 0 }, 30);
    const store = sums.group(F.store, 2, 3);
    expect(sums.take(F.store, SECOND, M.gmv, bucketAt(SECOND, at), store)).toBe(100);
    expect(sums.take(F.store, SECOND, M.gmv, bucketAt(SECOND, at), store)).toBe(0);
    expect(sums.take(F.region, DAY, M.gmv, bucketAt(DAY, at - 1_000), sums.group(F.region, 2, 3, 5))).toBe(30);
    expect(sums.names(F.region, sums.group(F.region, 2, 3, 5))).toEqual([2, 3, 5]);
  });

  test('leave out what is not wanted', () => {
    const sums = new Sums(
      days,
      (family, grain) => family === F.store && grain === DAY,
      () => false,
    );
    sums.whole('orders', Date.now(), { channel: 1, shop: 1, region: 1, tag: 1 }, 1);
    expect([...sums.rest()].length).toBe(1);
  });
});
