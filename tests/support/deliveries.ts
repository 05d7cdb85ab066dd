import fc from 'fast-check';
import type { RawEvent, RawLine } from './oracle.ts';

/** Few names and few moments, so that duplicates, ties and disagreements are common. */
export interface World {
  /** Moments events happen at, epoch ms. */
  moments: readonly number[];
  orders: number;
  /** A kind of which there is at least one entity. */
  kind?: string;
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
/** Leaves out what is undefined, as JSON does. */
const said = (event: RawEvent): RawEvent => JSON.parse(JSON.stringify(event));

const money = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }).map((minor) => (minor / 100).toFixed(2)) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 500_000 }).map((minor) => (minor / 100).toFixed(2)) },
  { weight: 1, arbitrary: fc.constantFrom('0', '1', '12.5', '100000000000.00', '99999999999.99') },
);
const line: fc.Arbitrary<RawLine> = fc
  .record({
    sku: fc.constantFrom('A', 'B', 'C', '丁'),
    quantity: fc.integer({ min: 1, max: 5 }),
    amount: money,
    category: maybe(fc.constantFrom('shoes', 'hats')),
    cost: maybe(money),
  })
  .map((made) => JSON.parse(JSON.stringify(made)) as RawLine);
const lines = fc.array(line, { maxLength: 4 });

function place() {
  return {
    channel: maybe(fc.constantFrom('taobao', 'web')),
    region: maybe(fc.constantFrom('CN-GD', 'HK', 'GB')),
    tag: maybe(fc.constantFrom('live-1', 'live-2')),
  };
}

function orderEvents(order: string, moments: readonly number[]): fc.Arbitrary<RawEvent> {
  const at = fc.constantFrom(...moments);
  const shop = fc.constantFrom('flagship', 'outlet');
  const of = <T>(type: string, fields: { [Field in keyof T]: fc.Arbitrary<T[Field]> }) =>
    fc.record({ at, ...fields }).map((made) => said({ type, id: 'any', order, ...made } as RawEvent));
  const buyer = maybe(fc.constantFrom('ann', 'bo'));
  return fc.oneof(
    { weight: 4, arbitrary: of('order.created', { shop, amount: money, lines, buyer, ...place() }) },
    {
      weight: 6,
      arbitrary: of('order.paid', {
        amount: money,
        payment: maybe(fc.constantFrom('deposit', 'balance')),
        shop: maybe(shop),
        lines: maybe(lines),
        buyer,
        ...place(),
      }),
    },
    {
      weight: 4,
      arbitrary: of('order.refunded', {
        refund: fc.constantFrom('r1', 'r2', 'r3').map((refund) => `${order}-${refund}`),
        amount: money,
        lines: maybe(lines),
      }),
    },
    { weight: 1, arbitrary: of('order.cancelled', {}) },
    { weight: 1, arbitrary: of('order.shipped', {}) },
  );
}

function creditEvents(refund: string, moments: readonly number[]): fc.Arbitrary<RawEvent> {
  return fc
    .record({
      at: fc.constantFrom(...moments),
      shop: fc.constantFrom('flagship', 'outlet'),
      amount: money,
      lines: maybe(lines),
      ...place(),
    })
    .map((made) => said({ type: 'order.refunded', id: 'any', refund, ...made } as RawEvent));
}

function stockEvents(moments: readonly number[]): fc.Arbitrary<RawEvent> {
  const at = fc.constantFrom(...moments);
  const shelf = { sku: fc.constantFrom('A', 'B'), warehouse: maybe(fc.constantFrom('north', 'south')) };
  const count = fc.integer({ min: 0, max: 9 });
  return fc.oneof(
    fc
      .record({ at, ...shelf, onHand: count, safety: maybe(count), reserved: maybe(count) })
      .map((made) => said({ type: 'stock.level', id: 'any', ...made } as RawEvent)),
    fc
      .record({
        at,
        ...shelf,
        move: fc.constantFrom('m1', 'm2', 'm3', 'm4'),
        quantity: fc.integer({ min: -5, max: 5 }),
      })
      .map((made) => said({ type: 'stock.moved', id: 'any', ...made, quantity: made.quantity || 7 } as RawEvent)),
  );
}

/** Events about a few orders, credit notes and shelves as they are sent, disagreements among them; some entities are voided. */
export function rawEvents({ moments, orders, kind }: World): fc.Arbitrary<RawEvent[]> {
  const at = fc.constantFrom(...moments);
  const shelves = fc.tuple(fc.array(stockEvents(moments), { minLength: 1, maxLength: 8 }), fc.constant(null));
  const entity = fc.nat(orders - 1).chain((number) => {
    const order = `o${number}`;
    const refund = `c${number}`;
    const voidOf = (fields: object) =>
      fc.option(
        at.map((when) => said({ type: 'order.voided', id: 'any', at: when, ...fields })),
        { freq: 7 },
      );
    return fc.oneof(
      {
        weight: 5,
        arbitrary: fc.tuple(fc.array(orderEvents(order, moments), { minLength: 1, maxLength: 8 }), voidOf({ order })),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(
          fc.array(creditEvents(refund, moments), { minLength: 1, maxLength: 3 }),
          voidOf({ refund }),
        ),
      },
      { weight: 1, arbitrary: shelves },
    );
  });
  const all = fc.array(entity, { minLength: 1, maxLength: orders });
  // Left to chance a shelf is in one list of five, and the others are made to be thrown away.
  const some = kind === 'stock' ? fc.tuple(shelves, all).map(([first, rest]) => [first, ...rest.slice(1)]) : all;
  return some
    .map((entities) => entities.flatMap(([events, voided]) => (voided === null ? events : [...events, voided])))
    .map((events) => events.map((event, index) => ({ ...event, id: `e${index}` })));
}

/** The same events as they arrive: in any order, each once or up to `copies` times, under old and new event ids. */
export function deliveries(events: readonly RawEvent[], copies = 3): fc.Arbitrary<RawEvent[]> {
  const each = events.map((event) =>
    fc.array(fc.boolean(), { minLength: 1, maxLength: copies }).map((again) => ({ event, again })),
  );
  return fc
    .tuple(...each)
    .map((all) =>
      all.flatMap(({ event, again }) =>
        again.map((same, copy) => (same ? event : { ...event, id: `${event.id}-${copy}` })),
      ),
    )
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));
}
