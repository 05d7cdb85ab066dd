import { describe, expect, test } from 'vitest';
import { Contributions } from '../../../stream/engine/contributions.ts';
import { ImageStore } from '../../../stream/engine/image.ts';
import { Ticker } from '../../../stream/engine/ticker.ts';
import { Disk } from '../../support/disk.ts';
import { feed, newCore, paid, SHANGHAI, sent } from '../../support/feed.ts';
import { NOW } from '../../support/joined.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const refund = (order: string, more = {}) =>
  sent({ type: 'order.refunded', order, refund: `${order}-r`, amount: '4.00', ...more });

describe('refunds that wait for a payment', () => {
  test('are listed after a day of log time, and come off when the payment comes', () => {
    const core = newCore();
    feed(core, [refund('1'), refund('2')]);
    expect(core.counters.waiting).toBe(2);
    core.sweep(NOW + DAY - 1, []);
    expect(core.prepareCheckpoint(1).waiting).toEqual([]);
    core.checkpointDone();
    core.sweep(NOW + DAY, []);
    const listed = core.prepareCheckpoint(1).waiting;
    core.checkpointDone();
    expect(listed.map(([id]) => id)).toEqual(['1-r', '2-r']);
    expect(JSON.parse(listed[0]?.[1] ?? '')).toEqual({
      reason: 'payment_unknown',
      order: '1',
      refund: '1-r',
      amount: 400,
      at: NOW,
    });
    feed(core, [paid('1')], NOW + DAY);
    core.sweep(NOW + 2 * DAY, []);
    expect(core.prepareCheckpoint(1).waiting).toEqual([['1-r', undefined]]);
    expect(core.counters.waiting).toBe(1);
  });

  test('come off also when another owner took over in between, or when they are forgotten', () => {
    const disk = new Disk();
    const core = newCore(3);
    const { offset, body } = feed(core, [refund('1'), refund('2')]);
    disk.append(offset, body);
    core.sweep(NOW + DAY, []);
    disk.save(core.prepareCheckpoint(1 << 20));
    expect([...disk.waiting.keys()]).toEqual(['1-r', '2-r']);
    const next = newCore(3);
    disk.recover(next, []);
    feed(next, [paid('1')], NOW + DAY);
    disk.save(next.prepareCheckpoint(1 << 20));
    next.checkpointDone();
    expect([...disk.waiting.keys()]).toEqual(['2-r']);
    for (let step = 0; step < 3; step++) next.sweep(NOW + 9 * DAY, []);
    disk.save(next.prepareCheckpoint(1 << 20));
    expect([...disk.waiting.keys()]).toEqual([]);
    expect(next.counters).toMatchObject({ waiting: 0, entities: 0 });
    expect(disk.segments.size).toBe(0);
  });
});

describe('the latest orders and refunds', () => {
  test('are the largest of each delta, with what was taken back', () => {
    const core = newCore();
    feed(
      core,
      Array.from({ length: 100 }, (_, index) => paid(`${index}`, { amount: `${index + 1}.00` })),
    );
    const first = core.takeDelta({ slow: false }).latest ?? [];
    expect(first.length).toBe(32);
    expect(first[0]).toMatchObject({
      what: 'order',
      amount: 10_000,
      channel: 'tmall',
      shop: 'flagship',
      region: 'unknown',
    });
    expect(core.latest().length).toBe(32);
    expect(JSON.stringify(first)).not.toContain('"99"');

    feed(core, [refund('99'), sent({ type: 'order.voided', order: '98' })]);
    const second = core.takeDelta({ slow: false }).latest ?? [];
    expect(second.map(({ what, amount, gone }) => [what, amount, gone ?? false])).toEqual([
      ['order', 9_900, true],
      ['refund', 400, false],
    ]);
    expect(second[0]?.key).toBe(first[1]?.key);
    expect(core.latest().map(({ amount }) => amount)).not.toContain(9_900);
    expect(core.takeDelta({ slow: false }).latest).toBeUndefined();
  });

  test('are sought anew after a slow delta, not after each', () => {
    const core = newCore();
    const largest = (slow: boolean) => (core.takeDelta({ slow }).latest ?? []).map(({ amount }) => amount / 100);
    const pay = (from: number, count: number) =>
      feed(
        core,
        Array.from({ length: count }, (_, index) => paid(`${from + index}`, { amount: `${from + index}.00` })),
      );
    pay(1_000, 40);
    expect(largest(false)).toEqual(Array.from({ length: 32 }, (_, index) => 1_039 - index));
    pay(1, 40);
    expect(largest(false)).toEqual([]);
    feed(core, [paid('1039', { amount: '3.00', at: NOW - 1 })]);
    expect(largest(false)).toEqual([3]);
    pay(2_000, 2);
    expect(largest(true)).toEqual([2_001, 2_000]);
    pay(100, 2);
    expect(largest(false)).toEqual([101, 100]);
  });

  test('are found at once among the many refunds of one order', () => {
    const place = { channel: 1, shop: 2, region: 3, tag: 0 };
    const refunded = (from: number, to: number, first: number) => {
      const contribution = new Contributions();
      for (let id = from; id < to; id++) contribution.notable('refund', NOW, place, id === from ? first : 100, id);
      return contribution;
    };
    const ticker = new Ticker(new ImageStore(SHANGHAI).names);
    ticker.replace([1, 2, 3], new Contributions(), refunded(1, 10_001, 500));
    expect(ticker.take(false).map(({ amount }) => amount)).toEqual([500, ...Array.from({ length: 31 }, () => 100)]);
    const begun = performance.now();
    ticker.replace([1, 2, 3], refunded(1, 10_001, 500), refunded(2, 10_001, 700));
    expect(performance.now() - begun).toBeLessThan(2_000); // row by row it is many seconds
    const told = ticker.take(false).map(({ key, amount, gone }) => [key.slice(24), amount, gone ?? false]);
    expect(told).toEqual([
      ['r1', 500, true],
      ['r2', 700, false],
    ]);
  });
});

describe('what is counted beside the cells', () => {
  test('duplicates, conflicts and voids, each once, and listed', () => {
    const core = newCore();
    feed(core, [paid('1'), paid('1'), paid('1', { amount: '12.00' })]);
    feed(core, [sent({ type: 'order.voided', order: '1' }), sent({ type: 'order.voided', order: '1' })]);
    expect(core.counters).toEqual({
      events: 5,
      duplicates: 3,
      conflicts: 1,
      voided: 1,
      waiting: 0,
      setAside: 0,
      entities: 1,
    });
    const { incidents, voided } = core.prepareCheckpoint(1);
    expect(incidents.map(({ code, label }) => [code, label])).toEqual([['payment_amount', '1']]);
    expect(voided).toEqual([{ at: NOW, order: '1' }]);
  });

  test('voids of credit notes, and of more orders than one checkpoint lists', () => {
    const core = newCore();
    feed(core, [
      sent({ type: 'order.voided', refund: 'r' }),
      ...Array.from({ length: 1_500 }, (_, index) => sent({ type: 'order.voided', order: `${index}` })),
    ]);
    const first = core.prepareCheckpoint(1).voided;
    core.checkpointDone();
    expect(core.unsaved).toBe(true);
    const second = core.prepareCheckpoint(1).voided;
    expect(first[0]).toEqual({ at: NOW, refund: 'r' });
    expect(new Set([...first, ...second].map(({ order, refund }) => order ?? refund)).size).toBe(1_501);
  });

  test('titles and categories of SKUs as the newest moment named them, here and in copies', () => {
    const core = newCore();
    const named = (order: string, at: number, title: string, category: string) =>
      paid(order, { at, lines: [{ sku: 'tea', quantity: 1, amount: '1.00', title, category }] });
    feed(core, [named('1', NOW - 1_000, 'New tea', 'drinks'), named('2', NOW - 2_000, 'Old tea', 'herbs')]);
    const copy = new ImageStore(SHANGHAI);
    copy.load(core.takeDelta({ slow: true }).words ?? {});
    const tea = core.image.names.find('tea') as number;
    expect(core.image.sku(tea)).toEqual({
      title: 'New tea',
      titleAt: NOW - 1_000,
      category: 'drinks',
      categoryAt: NOW - 1_000,
    });
    expect(copy.sku(tea)).toEqual(core.image.sku(tea));
  });
});
