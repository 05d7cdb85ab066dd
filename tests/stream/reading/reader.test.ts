import { beforeEach, describe, expect, test } from 'vitest';
import type { Query } from '../../../stream/contract/query.ts';
import { Reader } from '../../../stream/reading/reader.ts';
import { type Happening, Images } from '../../support/images.ts';

const NOW = Date.parse('2026-11-11T15:30:20.500+08:00');
const moment = (now = NOW) => ({ now, asOf: now - 100, partial: false });
const sale = (over: Partial<Happening>): Happening => ({
  at: NOW - 1_000,
  partition: 0,
  channel: 'tmall',
  shop: 'flagship',
  region: 'CN-GD',
  tag: 'live',
  category: 'tea',
  sku: 'a',
  amounts: { gmv: 1000, paid_orders: 1, units: 1 },
  ...over,
});

describe('a reading', () => {
  let images: Images;
  let reader: Reader;
  const read = (query: Query, now = NOW) => reader.read(query, moment(now));
  beforeEach(() => {
    images = new Images('Asia/Shanghai', 2);
    reader = new Reader({ images: () => images.stores, settings: { timezone: 'Asia/Shanghai' }, campaigns: () => [] });
    images.pass(NOW);
  });

  test('of nothing is 0 in the one group, never absent', () => {
    expect(read({ metrics: ['gmv', 'aov'], window: 'today' })).toEqual({
      from: Date.parse('2026-11-11T00:00:00+08:00'),
      to: Date.parse('2026-11-11T15:31:00+08:00'),
      asOf: NOW - 100,
      partial: false,
      groups: { '': { values: { gmv: 0 } } },
    });
  });

  test('adds partitions up by name, whatever their group numbers are', () => {
    images.add(sale({ partition: 1, channel: 'jd', amounts: { gmv: 5 } }));
    images.add(sale({ partition: 1, amounts: { gmv: 20 } }));
    images.add(sale({ partition: 0, amounts: { gmv: 300 } }));
    const { groups } = read({ metrics: ['gmv'], by: 'channel', window: '1h' });
    expect(groups).toEqual({ tmall: { values: { gmv: 320 } }, jd: { values: { gmv: 5 } } });
  });

  test('rounds a rolling window outward to the finest grain kept', () => {
    const edges = (query: Partial<Query>) => {
      const { from, to } = read({ metrics: ['gmv'], window: '1h', ...query });
      return [from, to].map((at) => new Date(at + 8 * 3_600_000).toISOString().slice(11, 19));
    };
    expect(edges({ window: '5m' })).toEqual(['15:25:20', '15:30:21']);
    expect(edges({})).toEqual(['14:30:00', '15:31:00']);
    expect(edges({ by: 'region' })).toEqual(['14:30:00', '15:31:00']);
    expect(edges({ by: 'region', window: '24h' })).toEqual(['15:30:00', '15:31:00']);
    expect(edges({ by: 'sku', filter: { channel: ['tmall'] }, window: 'today' })).toEqual(['00:00:00', '00:00:00']);
  });

  test('takes ratios from their parts, to 6 digits', () => {
    images.add(sale({ amounts: { gmv: 1000, paid_orders: 3 } }));
    expect(read({ metrics: ['aov', 'payment_rate'], window: 'today' }).groups['']?.values).toEqual({ aov: 333.333333 });
  });

  test('puts what is behind `top` into the rest, so that parts add up', () => {
    for (const [index, sku] of ['a', 'b', 'c', 'd'].entries()) images.add(sale({ sku, amounts: { gmv: 10 ** index } }));
    const { groups } = read({ metrics: ['gmv'], by: 'sku', window: 'today', top: 2 });
    expect(Object.entries(groups).map(([key, { values }]) => [key, values.gmv])).toEqual([
      ['d', 1000],
      ['c', 100],
      ['…', 11],
    ]);
  });

  test('makes a series whose points add up to the value', () => {
    images.add(sale({ at: NOW - 3_000_000, amounts: { gmv: 7 } }));
    images.add(sale({ amounts: { gmv: 30 } }));
    expect(read({ metrics: ['gmv'], window: '1h', step: '5m' }).groups['']?.series).toEqual({
      gmv: { [Date.parse('2026-11-11T14:40:00+08:00')]: 7, [Date.parse('2026-11-11T15:30:00+08:00')]: 30 },
    });
  });

  test('says that its step is no longer kept where it has no series', () => {
    images.add(sale({}));
    const later = NOW + 20 * 86_400_000;
    images.pass(later);
    const day = { from: '2026-11-11T00:00:00+08:00', to: '2026-11-12T00:00:00+08:00' };
    const answered = (step: '1h' | '1d') => {
      const { truncated, groups } = read({ metrics: ['gmv'], window: day, step }, later);
      return { truncated, group: groups[''] };
    };
    expect(answered('1h')).toEqual({ truncated: true, group: { values: { gmv: 1_000 } } });
    const series = { gmv: { [Date.parse(day.from)]: 1_000 } };
    expect(answered('1d')).toEqual({ truncated: undefined, group: { values: { gmv: 1_000 }, series } });
  });
});
