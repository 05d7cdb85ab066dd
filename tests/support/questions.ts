import fc from 'fast-check';
import { DIMENSIONS, type Query } from '../../stream/contract/query.ts';
import { METRICS } from '../../stream/metrics/catalogue.ts';
import type { Happening } from './images.ts';

const S = 1_000;
const MIN = 60 * S;
const H = 60 * MIN;
const D = 24 * H;

/** Zones with and without daylight saving, and one off the whole hour. */
export const ZONES = ['Asia/Shanghai', 'Asia/Kolkata', 'Europe/London', 'America/New_York'];

/** Moments near switches of daylight saving, leap days, ends of years, and any other. */
export const now = fc.oneof(
  fc
    .record({
      near: fc.constantFrom(
        '2026-03-29T01:00:00Z',
        '2026-10-25T01:00:00Z',
        '2026-03-08T07:00:00Z',
        '2026-11-01T06:00:00Z',
        '2028-02-29T12:00:00Z',
        '2029-02-28T12:00:00Z',
        '2027-01-01T00:00:00Z',
        '2026-11-10T16:00:00Z',
      ),
      off: fc.integer({ min: -30 * H, max: 30 * H }),
    })
    .map(({ near, off }) => Date.parse(near) + off),
  fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2029, 0, 1) }),
);

const SHOPS = ['flagship', 'outlet', 'toString'];
const NAMES = {
  channel: ['tmall', 'jd', 'douyin'],
  shop: SHOPS,
  region: ['CN-GD', 'CN-BJ', 'unknown'],
  category: ['tea', 'cups', 'unknown'],
  sku: ['a', 'b', 'c', 'd', 'e'],
  tag: ['live', 'unknown'],
};

const ago = fc.oneof(
  fc.integer({ min: -4 * MIN, max: 5 * S }),
  fc.integer({ min: 0, max: 16 * MIN }),
  fc.integer({ min: 0, max: 2 * H }),
  fc.integer({ min: 0, max: 51 * H }),
  fc.integer({ min: 0, max: 10 * D }),
  fc.integer({ min: 364 * D, max: 367 * D }),
);
const amount = fc.integer({ min: 0, max: 10_000 });

/** What happened around a moment, oldest first; times as offsets before it. */
export const happenings: fc.Arbitrary<(Omit<Happening, 'at'> & { ago: number })[]> = fc
  .array(
    fc.record({
      ago,
      partition: fc.integer({ min: 0, max: 2 }),
      channel: fc.constantFrom(...NAMES.channel),
      shop: fc.constantFrom(...NAMES.shop),
      region: fc.constantFrom(...NAMES.region),
      category: fc.constantFrom(...NAMES.category),
      sku: fc.constantFrom(...NAMES.sku),
      tag: fc.constantFrom(...NAMES.tag),
      buyer: fc.integer({ min: 1, max: 30 }),
      amounts: fc.record(
        {
          gmv: amount,
          paid_orders: fc.integer({ min: 0, max: 3 }),
          units: fc.integer({ min: 0, max: 9 }),
          order_amount: amount,
          orders: fc.integer({ min: 0, max: 3 }),
          refund_amount: amount,
          refunds: fc.integer({ min: 0, max: 2 }),
          cancelled_orders: fc.integer({ min: 0, max: 1 }),
          voided_orders: fc.integer({ min: 0, max: 1 }),
          costed_gmv: amount,
          cost: amount,
        },
        { requiredKeys: [] },
      ),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((all) => all.sort((a, b) => b.ago - a.ago));

/** A reading of stock. */
export const stockings = fc.record({
  partition: fc.integer({ min: 0, max: 2 }),
  sku: fc.constantFrom(...NAMES.sku, 'never-sold'),
  warehouse: fc.constantFrom('', 'east'),
  onHand: fc.integer({ min: 0, max: 500 }),
  ago: fc.oneof(fc.integer({ min: 0, max: 20 * MIN }), fc.integer({ min: 0, max: 4 * D })),
});

const stockQuestion: fc.Arbitrary<Query> = fc.record(
  {
    metrics: fc.subarray(['gmv', 'units', 'stock_on_hand', 'stock_available', 'stock_cover_minutes'], { minLength: 1 }),
    window: fc.constantFrom<Query['window']>('1h', 'today'),
    by: fc.constant<'sku'>('sku'),
    filter: fc.constant({ sku: ['a', 'never-sold'] }),
    compare: fc.constant<'yesterday'>('yesterday'),
    top: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: ['metrics', 'window'] },
);

const metricIds = METRICS.filter(({ formula }) => formula.kind === 'sum' || formula.kind === 'ratio').map(
  ({ id }) => id,
);

/** Any query, also of buyers and stock. */
export const anything = (): fc.Arbitrary<Query> =>
  fc.oneof(
    { weight: 4, arbitrary: question },
    {
      weight: 1,
      arbitrary: question.map((query) => ({ ...query, metrics: [...query.metrics.slice(0, 2), 'buyers'] })),
    },
    { weight: 1, arbitrary: stockQuestion },
  );

/** Any query of sums and ratios; many are refused. `{from, to}` stand as offsets before the moment. */
export const question: fc.Arbitrary<Query> = fc
  .record(
    {
      metrics: fc.uniqueArray(fc.constantFrom(...metricIds), { minLength: 1, maxLength: 4 }),
      window: fc.oneof(
        fc.constantFrom<Query['window']>(
          '1m',
          '5m',
          '15m',
          '1h',
          '24h',
          'today',
          'yesterday',
          'campaign:now',
          'campaign:then',
        ),
        fc.tuple(fc.integer({ min: 0, max: 12 * D }), fc.integer({ min: 1, max: 3 * D })).map(([from, length]) => ({
          from: -from,
          to: -from + length,
        })),
      ),
      by: fc.constantFrom(...DIMENSIONS),
      filter: fc.oneof(
        ...DIMENSIONS.map((dimension) =>
          fc
            .uniqueArray(fc.constantFrom(...NAMES[dimension]), { minLength: 1, maxLength: 2 })
            .map((names) => ({ [dimension]: names })),
        ),
      ),
      step: fc.constantFrom<NonNullable<Query['step']>>('1s', '1m', '5m', '15m', '1h', '1d'),
      compare: fc.constantFrom<NonNullable<Query['compare']>>(
        'previous',
        'yesterday',
        'last_week',
        'last_year',
        'campaign:then',
      ),
      top: fc.integer({ min: 1, max: 4 }),
    },
    { requiredKeys: ['metrics', 'window'] },
  )
  .map((query) => query as Query);
