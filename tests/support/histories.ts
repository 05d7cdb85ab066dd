import fc from 'fast-check';
import type { Admitted, Line, OrderEvent, StockEvent } from '../../stream/contract/admitted.ts';

/** Where a history stands: zone, and a moment of interest in it (both clock switches of 2026, a month's end, an ordinary noon). */
export const SCENES: readonly (readonly [zone: string, moment: string])[] = [
  ['Asia/Shanghai', '2026-11-10T16:00:00Z'],
  ['Asia/Shanghai', '2026-06-18T04:00:00Z'],
  ['Asia/Kolkata', '2026-10-31T18:30:00Z'],
  ['Europe/London', '2026-03-29T01:00:00Z'],
  ['Europe/London', '2026-10-25T01:00:00Z'],
  ['Europe/London', '2026-03-29T23:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['America/New_York', '2026-11-02T05:00:00Z'],
];

const MIN = 60_000;
const H = 60 * MIN;
/** Moments of facts around the scene's: on boundaries, beside them, and the same again and again. */
const OFFSETS = [
  0,
  -1,
  1,
  -1_000,
  -MIN,
  -15 * MIN,
  -H,
  -2 * H,
  -5 * H,
  -23 * H,
  -24 * H,
  -25 * H,
  -30 * H,
  59_999,
  4 * MIN,
];

/** Moments that are the future at first. */
const LATER = [26 * H, 75 * H, 130 * H, 240 * H];
const offset = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...OFFSETS) },
  { weight: 1, arbitrary: fc.constantFrom(...LATER) },
);

const LINES: readonly (readonly Line[])[] = [
  [],
  [{ sku: 'a', quantity: 1, amount: 100, title: 'Tea', category: 'drinks', cost: 60 }],
  [
    { sku: 'a', quantity: 2, amount: 333, title: '', category: 'drinks', cost: -1 },
    { sku: 'b', quantity: 1, amount: 334, title: 'Cup', category: '', cost: 0 },
    { sku: 'c', quantity: 7, amount: 1, title: '', category: 'ware', cost: 5 },
  ],
  [{ sku: 'd', quantity: 3, amount: 999_999_999, title: '', category: 'ware', cost: 1_000 }],
];
const common = { id: '', source: 'test', ignored: 0 };

const order: fc.Arbitrary<OrderEvent> = fc
  .record({
    type: fc.constantFrom<OrderEvent['type']>(
      'order.created',
      'order.created',
      'order.paid',
      'order.paid',
      'order.paid',
      'order.refunded',
      'order.refunded',
      'order.shipped',
      'order.completed',
      'order.cancelled',
      'order.voided',
    ),
    order: fc.constantFrom('1', '2', '3', '4', ''),
    refund: fc.constantFrom('x', 'y', 'z'),
    payment: fc.constantFrom('', 'deposit', 'balance'),
    offset,
    amount: fc.constantFrom(0, 1, 100, 333, 668, 5_000, 1_000_000_000),
    channel: fc.constantFrom('tmall', 'jd', ''),
    shop: fc.constantFrom('flagship', 'outlet', ''),
    region: fc.constantFrom('CN-GD', 'GB', ''),
    tag: fc.constantFrom('live', '', ''),
    buyer: fc.constantFrom('ann', 'bob', ''),
    lines: fc.constantFrom(...LINES),
  })
  .map(({ offset, ...rest }) => {
    const bare = rest.order === '';
    const type = bare && rest.type !== 'order.voided' ? 'order.refunded' : rest.type;
    const refund = type === 'order.refunded' || (bare && type === 'order.voided') ? rest.refund : '';
    // The door asks for the shop of an order that is placed, and of a credit note.
    const shop = rest.shop === '' && (type === 'order.created' || bare) ? 'flagship' : rest.shop;
    return { ...common, reason: '', ...rest, type, refund, shop, at: offset };
  });

const stock: fc.Arbitrary<StockEvent> = fc
  .record({
    type: fc.constantFrom<StockEvent['type']>('stock.level', 'stock.moved', 'stock.moved'),
    sku: fc.constantFrom('a', 'b'),
    warehouse: fc.constantFrom('', 'east'),
    offset,
    onHand: fc.constantFrom(0, 5, 100),
    safety: fc.constantFrom(-1, 3),
    reserved: fc.constantFrom(-1, 2),
    move: fc.constantFrom('m1', 'm2', 'm3'),
    quantity: fc.constantFrom(-4, 1, 30),
  })
  .map(({ offset, ...rest }) => ({ ...common, reason: '', title: '', category: '', ...rest, at: offset }));

/** What happens after a delivery. */
export type Act = 'nothing' | 'flush' | 'sweep' | 'delta' | 'torn' | 'checkpoint' | 'lost' | 'crash' | 'keep';

export interface Delivery {
  /** Which fact; `again` times. */
  readonly fact: number;
  readonly again: number;
  /** Log time that passes before, ms. */
  readonly wait: number;
  readonly after: Act;
}
export interface History {
  readonly zone: string;
  readonly moment: number;
  readonly partitions: number;
  readonly retentionDays: number;
  /** The day of the moment is a campaign day, at first. */
  readonly kept: boolean;
  readonly facts: readonly Admitted[];
  readonly deliveries: readonly Delivery[];
}

const delivery: fc.Arbitrary<Delivery> = fc.record({
  fact: fc.nat(19),
  again: fc.oneof({ weight: 30, arbitrary: fc.constantFrom(1, 1, 1, 2, 3) }, { weight: 1, arbitrary: fc.constant(50) }),
  wait: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(0, 0, 5, 1_000, MIN, 20 * MIN) },
    { weight: 3, arbitrary: fc.constantFrom(3 * H, 26 * H) },
    { weight: 1, arbitrary: fc.constantFrom(52 * H, 96 * H, 240 * H) },
  ),
  after: fc.constantFrom<Act>(
    'nothing',
    'nothing',
    'nothing',
    'flush',
    'flush',
    'sweep',
    'delta',
    'delta',
    'torn',
    'checkpoint',
    'checkpoint',
    'lost',
    'crash',
    'keep',
  ),
});

/** Histories of a handful of orders, credit notes and shelves: few enough names that everything collides with everything. */
export const history: fc.Arbitrary<History> = fc
  .record({
    scene: fc.constantFrom(...SCENES),
    partitions: fc.integer({ min: 1, max: 4 }),
    retentionDays: fc.constantFrom(1, 3, 30),
    kept: fc.boolean(),
    facts: fc.array(fc.oneof({ weight: 4, arbitrary: order }, { weight: 1, arbitrary: stock }), {
      minLength: 1,
      maxLength: 20,
    }),
    deliveries: fc.array(delivery, { minLength: 1, maxLength: 40 }),
  })
  .map(({ scene: [zone, text], facts, ...rest }) => {
    const moment = Date.parse(text);
    return { ...rest, zone, moment, facts: facts.map((fact) => ({ ...fact, at: moment + fact.at })) };
  });
