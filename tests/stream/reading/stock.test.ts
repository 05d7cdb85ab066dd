import { beforeEach, describe, expect, test } from 'vitest';
import type { Query } from '../../../stream/contract/query.ts';
import { Reader } from '../../../stream/reading/reader.ts';
import { Images, SALE } from '../../support/images.ts';

const NOW = Date.parse('2026-11-11T10:31:30+08:00');
const at = (clock: string) => Date.parse(`2026-11-11T${clock}+08:00`);

describe('stock', () => {
  let images: Images;
  let reader: Reader;
  const read = (query: Partial<Query> = {}, now = NOW) =>
    reader.read(
      { metrics: ['stock_on_hand', 'stock_available', 'stock_cover_minutes'], window: 'today', ...query },
      { now, asOf: now, partial: false },
    ).groups;
  const sell = (clock: string, units: number, sku = 'a') =>
    images.add({ ...SALE, at: at(clock), sku, amounts: { units } });
  beforeEach(() => {
    images = new Images('Asia/Shanghai', 2);
    images.pass(at('10:00:00'));
    reader = new Reader({ images: () => images.stores, settings: { timezone: 'Asia/Shanghai' }, campaigns: () => [] });
  });

  test('is what the warehouses have, less what was sold since the oldest reading, and lasts as long as it sells', () => {
    images.stock(0, 'a', 'east', 100, at('10:20:30'));
    images.stock(1, 'a', 'west', 50, at('10:25:00'));
    sell('10:19:59', 7); // before the minute of the oldest reading
    sell('10:20:10', 10); // in its minute
    sell('10:31:00', 20);
    expect(read({ by: 'sku' }).a?.values).toEqual({
      stock_on_hand: 150,
      stock_available: 120,
      stock_cover_minutes: Math.round((120 / (37 / 15)) * 1e6) / 1e6,
    });
  });

  test('is whole, whatever of its window and step is no longer kept', () => {
    images.stock(0, 'a', '', 5, at('10:10:00'));
    const asked = { window: { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' }, by: 'sku' } as const;
    const truncated = (query: Query) => reader.read(query, { now: NOW, asOf: NOW, partial: false }).truncated;
    expect(truncated({ ...asked, metrics: ['stock_on_hand'] })).toBeUndefined();
    expect(truncated({ metrics: ['stock_on_hand'], window: 'today', by: 'sku', step: '1m' })).toBeUndefined();
    expect(truncated({ ...asked, metrics: ['stock_on_hand', 'units'] })).toBe(true);
  });

  test('is absent where it is not known: no reading, nothing sold', () => {
    images.stock(0, 'moved', '', -3, 0);
    images.stock(0, 'still', '', 5, at('10:10:00'));
    const groups = read({ by: 'sku' });
    expect(groups.moved?.values).toEqual({ stock_on_hand: -3 });
    expect(groups.still?.values).toEqual({ stock_on_hand: 5, stock_available: 5 });
    expect(read()['']?.values).toEqual({ stock_on_hand: 2, stock_available: 5 });
    expect(read({ filter: { sku: ['moved'] } })['']?.values).toEqual({ stock_on_hand: -3 });
  });

  test('of several lasts as long as those of them sell of which it is known', () => {
    images.stock(0, 'known', '', 101, at('10:20:00'));
    images.stock(0, 'moved', '', 500, 0);
    sell('10:30:00', 1, 'known');
    sell('10:30:00', 99, 'moved');
    const values = { stock_on_hand: 601, stock_available: 100, stock_cover_minutes: 1500 };
    expect(read()['']?.values).toEqual(values);
    expect(read({ by: 'sku', top: 1, sort: 'stock_cover_minutes' }).known?.values.stock_cover_minutes).toBe(1500);
  });

  test('keeps each SKU to its own reading when their buckets lie inside one another', () => {
    images.stock(0, 'a', '', 100, at('09:20:00')); // by 10:31 only the quarter hour of it is kept
    images.stock(0, 'b', '', 100, at('10:20:00'));
    images.stock(1, 'c', '', 100, at('10:29:59'));
    for (const sku of ['a', 'b', 'c']) {
      for (const clock of ['09:14:59', '09:16:00', '10:19:00', '10:20:00', '10:28:00', '10:30:00']) sell(clock, 1, sku);
    }
    images.pass(NOW);
    const available = Object.entries(read({ by: 'sku' })).map(([sku, { values }]) => [sku, values.stock_available]);
    expect(Object.fromEntries(available)).toEqual({ a: 95, b: 97, c: 99 });
  });

  test('ranks, and puts the rest together', () => {
    for (const [index, sku] of ['a', 'b', 'c'].entries()) images.stock(0, sku, '', index + 1, at('10:10:00'));
    const groups = read({ metrics: ['stock_on_hand'], by: 'sku', top: 1 });
    expect(groups).toEqual({ c: { values: { stock_on_hand: 3 } }, '…': { values: { stock_on_hand: 3 } } });
  });

  test('stands beside sales of SKUs that have no stock, and of stock that never sold', () => {
    images.stock(0, 'still', '', 5, at('10:10:00'));
    sell('10:30:00', 2, 'a');
    const groups = read({ metrics: ['units', 'stock_on_hand'], by: 'sku', compare: 'yesterday' });
    expect(groups.a?.values).toEqual({ units: 2 });
    expect(groups.still?.values).toEqual({ units: 0, stock_on_hand: 5 });
    expect(groups.still?.baseline).toEqual({ units: 0 });
  });
});
