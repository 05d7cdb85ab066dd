import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slow } from '../../../stream/entities/admit.ts';
import { brisk } from '../../../stream/entities/brisk.ts';
import { rawEvents } from '../../support/deliveries.ts';
import { NOW, SETTINGS } from '../../support/joined.ts';
import { seeded } from '../../support/seed.ts';

/** What people send: right, nearly right, and wrong. */
const values = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      '',
      'A',
      'o1',
      'unknown',
      '…',
      '__proto__',
      'taobao',
      'Taobao',
      'CN-GD',
      'CN-XX',
      'HK',
      'ZZ',
      'GB',
      'CNY',
      'USD',
    ],
    ...['0', '1.50', '01', '1.', '.5', '1e3', '-1', '299.999', '10000000000000', '100000000000.00', '100000000000.01'],
    ...[0, -0, 1, -1, 1.5, 1_000_000, 1_000_001, 2 ** 53, NOW, NOW / 1000, Number.MAX_VALUE, null, true, [], {}],
    ...[
      '2026-11-11T00:00:00+08:00',
      '2026-11-11T00:00:00Z',
      '2026-11-11 00:00:00.1234z',
      '2026-11-11T00:00:00',
      '2026-02-30T00:00:00Z',
    ],
    ...[
      '\ud800',
      'a\u0000b',
      '语'.repeat(42),
      '语'.repeat(43),
      'x'.repeat(128),
      'x'.repeat(129),
      '😀',
      'order.paid',
      'constructor',
    ],
  ),
  fc.string({ maxLength: 6, unit: 'binary' }),
  fc.stringMatching(/^[0-9]{1,15}(\.[0-9]{1,4})?$/),
);
const fields = [
  ...[
    'type',
    'id',
    'at',
    'source',
    'order',
    'shop',
    'amount',
    'lines',
    'channel',
    'region',
    'tag',
    'buyer',
    'currency',
    'payment',
  ],
  ...[
    'refund',
    'reason',
    'sku',
    'warehouse',
    'onHand',
    'safety',
    'reserved',
    'title',
    'category',
    'move',
    'quantity',
    'extra',
  ],
];
const lineFields = ['sku', 'quantity', 'amount', 'title', 'category', 'cost', 'extra'];

interface Change {
  field: string;
  value: unknown;
  drop: boolean;
  line?: string | undefined;
}
const change: fc.Arbitrary<Change> = fc.record({
  field: fc.constantFrom(...fields),
  value: values,
  drop: fc.boolean(),
  line: fc.option(fc.constantFrom(...lineFields), { nil: undefined }),
});

function changed(event: Record<string, unknown>, { field, value, drop, line }: Change): Record<string, unknown> {
  const { lines } = event;
  if (line !== undefined && Array.isArray(lines) && lines.length > 0) {
    return { ...event, lines: lines.map((each, index) => (index === 0 ? { ...each, [line]: value } : each)) };
  }
  const { [field]: _, ...rest } = event;
  return drop ? rest : { ...rest, [field]: value };
}

test('what the fast path lets in, the schema lets in with the same result', () => {
  let taken = 0;
  let seen = 0;
  const events = rawEvents({ moments: [NOW, NOW - 1], orders: 2 });
  fc.assert(
    fc.property(events, fc.array(change, { maxLength: 3 }), (sent, changes) => {
      for (const event of sent) {
        const json = JSON.stringify(changes.reduce<Record<string, unknown>>(changed, { ...event }));
        const fast = brisk(JSON.parse(json), SETTINGS, 'a key');
        const whole = slow(JSON.parse(json), SETTINGS, 'a key');
        seen += 1;
        if (fast === undefined) continue;
        taken += 1;
        expect(fast).toEqual(whole);
        expect(Object.keys(fast)).toEqual(Object.keys(whole));
      }
    }),
    seeded(1_000),
  );
  // Were it empty, the test would prove nothing.
  expect(taken / seen).toBeGreaterThan(0.3);
}, 60_000);

test('common shapes take the fast path', () => {
  const common = { id: 'e', at: '2026-11-11T12:00:00+08:00', order: 'o' };
  const lines = [{ sku: 'A', quantity: 1, amount: '1.00', title: 'A shoe', category: 'shoes' }];
  const shapes = [
    {
      ...common,
      type: 'order.created',
      shop: 's',
      amount: '1.00',
      lines,
      channel: 'tmall',
      region: 'HK',
      buyer: 'b',
      vendor: { id: 7 },
    },
    { ...common, type: 'order.paid', amount: '1.00' },
    { ...common, type: 'order.refunded', refund: 'r', amount: '1.00' },
    { ...common, type: 'order.cancelled' },
    { id: 'e', at: NOW, type: 'stock.level', sku: 'A', onHand: 0 },
    { id: 'e', at: NOW, type: 'stock.moved', sku: 'A', move: 'm', quantity: -3 },
  ];
  for (const shape of shapes) expect(brisk(shape, SETTINGS, 'k'), shape.type).toBeDefined();
});
