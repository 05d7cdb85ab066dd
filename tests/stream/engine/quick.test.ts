import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Edge } from '../../../stream/engine/batch.ts';
import { slow } from '../../../stream/entities/admit.ts';
import { seeded } from '../../support/seed.ts';

const terms = { currency: 'CNY', digits: 2, retentionDays: 30 };
const [quick, whole] = [new Edge('s', 1), new Edge('s', 1)];
const row = (edge: Edge) => Buffer.from(edge.builders[0]?.take() ?? []).toString('hex');

/** What the quick road makes of a line: its row, moment and source; undefined when it leaves the line to the schema. */
function quickly(text: string) {
  const body = Buffer.from(`x${text}x`);
  if (!quick.quick.read(body, 1, body.length - 1, terms)) return undefined;
  quick.addQuick();
  return { row: row(quick), at: quick.quick.at, source: quick.quickSource || 'key' };
}
/** What the schema makes of it, which must let it in. */
function slowly(value: unknown) {
  const event = slow(value, terms, 'key');
  if ('verdict' in event) return event;
  whole.add(event);
  return { row: row(whole), at: event.at, source: event.source };
}
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const text = fc.constantFrom(
  'a',
  'flagship',
  '旗舰店',
  'unknown',
  '',
  '__proto__',
  'x'.repeat(128),
  'x'.repeat(129),
  '店'.repeat(43),
  'tab\t',
  'q"q',
  'back\\slash',
  '\u007f',
  '\u0085',
  '😀',
  'CN-GD',
  'HK',
  'jd',
  'Tmall',
);
const money = fc.constantFrom(
  '0',
  '1',
  '299.5',
  '299.00',
  '299.999',
  '01',
  '1e3',
  '-1',
  '10000000000000.00',
  '.5',
  '5.',
  '',
);
const odd = fc.oneof(
  text,
  money,
  fc.constantFrom(null, true, 0, 1, -1, 1.5, 1e21, 1_000_001, 1_731_254_400_000, 1_731_254_400, [], {}),
);
const mostly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 60, arbitrary: usual as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });
const good = fc.constantFrom('live-1', '直播间', 'b7', '');
const line = fc.record(
  {
    sku: mostly(fc.constantFrom('S1', 'S2', '货号')),
    quantity: mostly(fc.integer({ min: 1, max: 1_000_000 })),
    amount: mostly(fc.constantFrom('1', '12.50', '0')),
    title: mostly(good),
    category: mostly(fc.constantFrom('shoes', '鞋')),
    cost: mostly(fc.constantFrom('1', '2.25')),
  },
  { requiredKeys: ['sku', 'quantity', 'amount'] },
);
const event = fc.record(
  {
    type: mostly(fc.constantFrom('order.created', 'order.paid', 'order.paid', 'order.paid')),
    id: mostly(fc.constantFrom('1', 'e-2')),
    at: mostly(fc.constantFrom<unknown>(1_731_254_400_000, '2026-11-11T00:00:00+08:00')),
    order: mostly(fc.constantFrom('o-1', 'shopify:7:1001')),
    amount: mostly(fc.constantFrom('299.00', '1')),
    shop: mostly(fc.constantFrom('flagship', '旗舰店')),
    channel: mostly(fc.constantFrom('jd', 'my-store')),
    region: mostly(fc.constantFrom('CN-GD', 'HK', 'GB')),
    tag: mostly(good),
    buyer: mostly(good),
    lines: mostly(fc.array(line, { maxLength: 4 })),
    payment: mostly(fc.constantFrom('', 'deposit')),
    source: mostly(good),
    currency: mostly(fc.constantFrom('CNY')),
  },
  { requiredKeys: ['type', 'id', 'at', 'order', 'amount'] },
);
const shuffled = event.chain((made) =>
  fc
    .tuple(
      fc.shuffledSubarray(Object.keys(made), { minLength: Object.keys(made).length }),
      fc.constantFrom(undefined, undefined, undefined, 0, 1),
      fc.boolean(),
    )
    .map(([keys, indent, order]) => {
      const all: Record<string, unknown> = indent === 1 ? { ...made, more: [{}] } : made;
      const said = order ? all : Object.fromEntries(keys.map((key) => [key, all[key]]));
      return JSON.stringify(said).replaceAll(indent === 0 ? '":' : '\n', '": ');
    }),
);

describe('the quick road', () => {
  test('understands the plain events', () => {
    const plain =
      '{"type":"order.created","id":"1","at":1731254400000,"order":"o","channel":"jd","shop":"旗舰店","region":"HK",' +
      '"buyer":"b","amount":"299.50","lines":[{"sku":"S","quantity":2,"amount":"299.50","category":"c","title":"鞋"}]}';
    expect(quickly(plain)).toEqual(slowly(JSON.parse(plain)));
    const spaced =
      '{"at": "2026-11-11T00:00:00+08:00", "type": "order.paid", "id": "1", "order": "o", "amount": "1"} \r';
    expect(quickly(spaced)).toEqual(slowly(JSON.parse(spaced)));
    expect(quickly(spaced)).toMatchObject({ source: 'key' });
    const marked = `{"type":"order.paid","id":"1","at":1731254400000,"order":"o","amount":"1","shop":"\ufeffa"}`;
    expect(quickly(marked)).toEqual(slowly(JSON.parse(marked)));
    for (const length of [127, 128]) {
      const long = `{"type":"order.paid","id":"1","at":1731254400000,"order":"${'o'.repeat(length)}","amount":"1"}`;
      expect(quickly(long)).toEqual(slowly(JSON.parse(long)));
      expect(quickly(long)).toBeDefined();
    }
  });

  test('writes the row that the schema writes, or leaves the event to the schema', () => {
    let understood = 0;
    fc.assert(
      fc.property(shuffled, (json) => {
        const found = quickly(json);
        if (found === undefined) return;
        understood++;
        expect(found).toEqual(slowly(JSON.parse(json)));
      }),
      seeded(4_000),
    );
    expect(understood).toBeGreaterThan(400);
  });

  test('understands nothing that is damaged in another way than the whole parser does', () => {
    const damaged = fc
      .tuple(
        shuffled,
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '{', ':', '\\', '0', '.', 'e', '-', ' ', 'x', '\u0001'),
        fc.boolean(),
      )
      .map(([json, at, sign, cut]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + sign + json.slice(place + (cut ? 1 : 0));
      });
    fc.assert(
      fc.property(damaged, (json) => {
        const found = quickly(json);
        if (found !== undefined) expect(found).toEqual(slowly(parsed(json)));
      }),
      seeded(6_000),
    );
  });

  test('leaves a field said twice to the parser, which takes the last', () => {
    expect(
      quickly('{"type":"order.paid","id":"1","at":1731254400000,"order":"o","amount":"1","amount":"2"}'),
    ).toBeUndefined();
  });

  test('says which names were not let in before, each in its own role', () => {
    const edge = new Edge('s', 1);
    const names = (change: object) => {
      const event = { type: 'order.paid', id: '1', at: 1_731_254_400_000, order: 'o', amount: '1', ...change };
      const body = Buffer.from(JSON.stringify(event));
      expect(edge.readQuick(body, 0, body.length, terms)).toBe(true);
      return edge.quickNames;
    };
    const order = {
      shop: 'a',
      channel: 'jd',
      region: 'CN-GD',
      tag: 't',
      lines: [{ sku: 'S', quantity: 1, amount: '1', category: 'c' }],
    };
    expect(names({})).toBeUndefined();
    const fresh = names(order);
    expect(fresh).toEqual({ ...order, lines: [{ sku: 'S', category: 'c' }] });
    expect(names(order)).toEqual(fresh);
    if (fresh) edge.learn(fresh);
    expect(names(order)).toBeUndefined();
    // A channel that comes without a shop is a name of its own.
    expect(names({ channel: 'web' })).toBeDefined();
    edge.learn({ channel: 'web', shop: '', region: '', tag: '', lines: [] });
    expect(names({ channel: 'web' })).toBeUndefined();
    for (const other of [
      { tag: 'a' },
      { channel: 'tmall' },
      { shop: 't' },
      { lines: [{ ...order.lines[0], sku: 'c' }] },
    ])
      expect(names({ ...order, ...other })).toBeDefined();
  });
});
