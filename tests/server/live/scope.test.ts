import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scopeName, within } from '../../../server/live/scope.ts';
import { Campaign } from '../../../stream/contract/campaign.ts';
import { Failure } from '../../../stream/contract/failure.ts';
import type { Query, Watched } from '../../../stream/contract/query.ts';
import type { Group, Reading } from '../../../stream/contract/reading.ts';
import type { Scope } from '../../../stream/contract/screen.ts';
import { Reader } from '../../../stream/reading/reader.ts';
import { Images } from '../../support/images.ts';
import { anything, happenings, now, ZONES } from '../../support/questions.ts';
import { seeded } from '../../support/seed.ts';

const MIN = 60_000;
const H = 60 * MIN;
const names = (...all: string[]) => fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 2 });
const scopes: fc.Arbitrary<Scope> = fc.oneof(
  names('tmall', 'jd', 'douyin', 'never-sold').map((channel) => ({ channel })),
  names('flagship', 'outlet', 'toString').map((shop) => ({ shop })),
  fc.record({ channel: names('tmall', 'jd', 'douyin'), shop: names('flagship', 'outlet', 'toString') }),
);
const isWithin = (scope: Scope, { channel, shop }: { channel: string; shop: string }) =>
  (scope.channel?.includes(channel) ?? true) && (scope.shop?.includes(shop) ?? true);

/** What is told: groups of nothing may be absent, and so may points. */
function told({ groups }: Reading): Record<string, unknown> {
  const some = (all: Record<string, number> = {}) => Object.fromEntries(Object.entries(all).filter(([, n]) => n !== 0));
  const series = (all: Group['series'] = {}) =>
    Object.fromEntries(Object.entries(all).map(([metric, points]) => [metric, some(points)]));
  const kept = Object.entries(groups).map(([key, group]) => [
    key,
    [some(group.values), some(group.baseline), series(group.series), series(group.baselineSeries)],
  ]);
  return Object.fromEntries(kept.filter(([, group]) => /\d/.test(JSON.stringify(group))));
}

test('a reading within a scope is that of a house in which nothing else was ever sold', { timeout: 60_000 }, () => {
  let compared = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      now,
      happenings,
      fc.array(fc.tuple(anything(), scopes), { minLength: 6, maxLength: 6 }),
      (zone, begin, happened, asked) => {
        const start = Math.floor(begin / MIN) * MIN;
        const campaigns = [
          Campaign.parse({ id: 'now', names: {}, start: start - 2 * H, end: start + 28 * H, baseline: 'then' }),
          Campaign.parse({ id: 'then', names: {}, start: start - 50 * H, end: start - 10 * H }),
        ];
        const house = (sold: typeof happened) => {
          const images = new Images(zone, 3);
          for (const { ago, ...one } of sold) {
            images.pass(begin - ago);
            images.add({ ...one, at: begin - ago });
          }
          images.pass(begin);
          return new Reader({ images: () => images.stores, settings: { timezone: zone }, campaigns: () => campaigns });
        };
        const moment = { now: begin, asOf: begin - 50, partial: false };
        const all = house(happened);
        for (const [question, scope] of asked) {
          const { window } = question;
          const query: Query =
            typeof window === 'string'
              ? question
              : { ...question, window: { from: begin + Number(window.from), to: begin + Number(window.to) } };
          const bound = within(query, scope);
          if (bound instanceof Failure || all.check(query) || all.check(bound as Query)) continue;
          compared += 1;
          const alone = house(happened.filter((one) => isWithin(scope, one)));
          expect(told(all.read(bound as Query, moment)), JSON.stringify([query, scope])).toEqual(
            told(alone.read(query, moment)),
          );
        }
      },
    ),
    seeded(50),
  );
  expect(compared).toBeGreaterThan(30);
});

describe('a scope', () => {
  const shop: Scope = { shop: ['flagship'] };
  const channel: Scope = { channel: ['tmall'] };
  test.each<[string, Watched, Scope, string]>([
    ['a shop and products', { metrics: ['gmv'], by: 'sku', window: 'today' }, shop, 'by'],
    ['a shop and one product', { metrics: ['gmv'], filter: { sku: ['S'] }, window: 'today' }, shop, 'filter.sku'],
    [
      'a channel and stock',
      { metrics: ['units', 'stock_available'], by: 'sku', window: 'today' },
      channel,
      'metrics.1',
    ],
    ['a channel and products of a campaign', { metrics: ['gmv'], by: 'sku', window: 'campaign' }, channel, 'window'],
    ['a channel and products of an hour', { metrics: ['gmv'], by: 'sku', window: '1h' }, channel, 'by'],
    ['a channel and buyers by province', { metrics: ['buyers'], by: 'region', window: 'today' }, channel, 'by'],
    ['another channel', { metrics: ['gmv'], window: 'today', filter: { channel: ['jd'] } }, channel, 'filter.channel'],
    ['orders of another shop', { fact: 'orders', filter: { shop: ['outlet'] } }, shop, 'filter.shop'],
    ['who sends', { fact: 'sources' }, channel, 'fact'],
  ])('refuses what it cannot bound, and says where: %s', (_, watched, scope, path) => {
    const refused = within(watched, scope);
    expect(refused).toMatchObject({ code: 'scope', path });
    expect((refused as Failure).message).toMatch(new RegExp(`^${path}: this screen shows .+ only`));
  });

  test('is added to filters, to orders as to numbers, and never widens one', () => {
    const latest: Watched = { fact: 'refunds', filter: { region: ['CN-GD'] }, top: 5 };
    expect(within(latest, channel)).toEqual({ ...latest, filter: { region: ['CN-GD'], channel: ['tmall'] } });
    const some: Query = { metrics: ['gmv'], window: 'today', filter: { channel: ['jd', 'tmall'] } };
    expect(within(some, channel)).toEqual({ ...some, filter: { channel: ['tmall'] } });
    expect(within(some, undefined)).toBe(some);
  });

  test('leaves of a campaign what does not tell of the whole', () => {
    expect(within({ fact: 'campaign', id: 'now' }, shop)).toEqual({ fact: 'plan', id: 'now' });
    expect(within({ fact: 'campaign' }, {})).toEqual({ fact: 'campaign' });
  });

  test('has one name, however it is written, and another than any other', () => {
    expect(scopeName({ channel: ['b', 'a'], shop: ['s'] })).toBe(scopeName({ shop: ['s'], channel: ['a', 'b'] }));
    const all = [undefined, channel, shop, { channel: ['flagship'] }, { ...channel, ...shop }].map(scopeName);
    expect(new Set(all).size).toBe(all.length);
  });
});
