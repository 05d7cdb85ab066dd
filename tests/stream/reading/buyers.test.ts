import { describe, expect, test } from 'vitest';
import type { Query } from '../../../stream/contract/query.ts';
import { Reader } from '../../../stream/reading/reader.ts';
import { Images } from '../../support/images.ts';

const NOW = Date.parse('2026-11-11T10:31:30+08:00');
const PEOPLE = 3_000;
const SHOPS = ['flagship', 'outlet', 'corner'];

describe('buyers', () => {
  const images = new Images('Asia/Shanghai', 2);
  images.pass(NOW);
  for (let buyer = 0; buyer < PEOPLE; buyer++)
    for (const times of [1, 2])
      images.add({
        at: NOW - buyer * times * 1_000, // the second time in another hour, mostly
        partition: (buyer + times) % 2,
        channel: buyer % 3 === 0 ? 'jd' : 'tmall',
        shop: SHOPS[(buyer + times) % 3] as string,
        region: buyer % 2 ? 'CN-GD' : 'CN-BJ',
        tag: 'unknown',
        category: 'tea',
        sku: 'a',
        amounts: { paid_orders: 1 },
        buyer: buyer + 1,
      });
  const reader = new Reader({
    images: () => images.stores,
    settings: { timezone: 'Asia/Shanghai' },
    campaigns: () => [],
  });
  const read = (query: Partial<Query>) =>
    reader.read({ metrics: ['buyers'], window: 'today', ...query }, { now: NOW, asOf: NOW, partial: false }).groups;
  const near = (count: number | undefined, people: number) =>
    expect(Math.abs((count ?? 0) - people)).toBeLessThan(people * 0.03 + 2);

  test('are counted once, however often and wherever they bought', () => {
    near(read({})['']?.values.buyers, PEOPLE);
    near(read({ window: '24h' })['']?.values.buyers, PEOPLE);
    near(read({ window: '15m' })['']?.values.buyers, 900);
  });

  test('by shop, channel and region', () => {
    near(read({ by: 'channel' }).jd?.values.buyers, PEOPLE / 3);
    near(read({ by: 'region' })['CN-GD']?.values.buyers, PEOPLE / 2);
    near(read({ filter: { region: ['CN-BJ'] } })['']?.values.buyers, PEOPLE / 2);
    near(read({ by: 'shop', filter: { channel: ['jd'] } }).outlet?.values.buyers, PEOPLE / 3);
  });

  test('of the rest are united, not added', () => {
    const groups = read({ by: 'shop', top: 1 });
    near(groups['…']?.values.buyers, PEOPLE);
  });

  test('make series of unions', () => {
    const series = read({ step: '1h' })['']?.series?.buyers ?? {};
    near(series[Date.parse('2026-11-11T10:00:00+08:00')], 1_891);
  });
});
