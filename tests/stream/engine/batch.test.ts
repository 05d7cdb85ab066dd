import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Edge, readBatch } from '../../../stream/engine/batch.ts';
import type { OrderFact } from '../../../stream/entities/orderFact.ts';
import { rawEvents } from '../../support/deliveries.ts';
import { Interned, letIn, NOW } from '../../support/joined.ts';
import type { RawEvent } from '../../support/oracle.ts';
import { seeded } from '../../support/seed.ts';

const lines = [{ sku: 'A', quantity: 2, amount: '5.00', title: '一只鞋', category: 'shoes', cost: '3.00' }];
const paid: RawEvent = {
  type: 'order.paid',
  id: 'e1',
  at: NOW,
  order: 'o1',
  amount: '5.00',
  shop: 's',
  buyer: 'ann',
  lines,
};

interface Row {
  kind: number;
  key: string;
  fact: OrderFact;
}
function rowsOf(edge: Edge, names = new Interned()): Row[] {
  return edge.builders.flatMap((builder) => {
    const rows: Row[] = [];
    readBatch(builder.take(), names, (kind, k0, k1, k2, fact) =>
      rows.push({ kind, key: `${k0} ${k1} ${k2}`, fact: { ...(fact as OrderFact) } }),
    );
    return rows;
  });
}
function sent(events: RawEvent[], partitions = 1, secret = 's'): Edge {
  const edge = new Edge(secret, partitions);
  for (const event of events) edge.add(letIn(event));
  return edge;
}

test('what is written is read: numbers, names, texts', () => {
  const names = new Interned();
  const edge = sent([
    paid,
    { type: 'order.refunded', id: 'e2', at: NOW - 5, order: 'o1', refund: 'r1', amount: '1.00' },
  ]);
  const seen: unknown[] = [];
  readBatch(edge.builders[0]?.take() ?? new Uint8Array(), names, (_kind, _k0, _k1, _k2, raw) => {
    const fact = raw as OrderFact;
    const titles = fact.titles.map((local) => fact.textOf(local));
    seen.push([fact.at, fact.amount, names.text(fact.shop), fact.lines.length, titles, fact.order(), fact.refund()]);
  });
  expect(seen).toEqual([
    [NOW, 500, 's', 5, ['一只鞋'], 'o1', ''],
    [NOW - 5, 100, 'unknown', 0, [], 'o1', 'r1'],
  ]);
});

test('a batch says how many events and bytes it holds, and is empty once taken', () => {
  const edge = sent([paid, paid]);
  const [builder] = edge.builders;
  expect(builder?.count).toBe(2);
  const { bytes = 0 } = builder ?? {};
  expect(Math.abs((builder?.take().length ?? 0) - bytes)).toBeLessThan(8);
  expect(builder?.count).toBe(0);
  expect(readBatch(builder?.take() ?? new Uint8Array(), new Interned(), () => {})).toBe(0);
});

test('one entity has one key and one partition, whatever the batch', () => {
  const orders = Array.from({ length: 200 }, (_, order) => ({ ...paid, order: `o${order}` }));
  const edge = new Edge('s', 4);
  const first = orders.map((event) => edge.add(letIn(event)));
  expect(orders.map((event) => edge.add(letIn({ ...event, id: 'again', amount: '1.00' })))).toEqual(first);
  expect(new Set(first).size).toBe(4);
  expect(new Set(rowsOf(edge).map(({ key }) => key)).size).toBe(200);
});

test('an order, a credit note and a shelf of one name are three entities', () => {
  const edge = sent([
    { ...paid, order: 'x' },
    { type: 'order.refunded', id: 'e', at: NOW, refund: 'x', shop: 's', amount: '1.00' },
    { type: 'stock.level', id: 'e', at: NOW, sku: 'x', onHand: 1 },
  ]);
  expect(new Set(rowsOf(edge).map(({ key }) => key)).size).toBe(3);
});

test('keys and buyers depend on the secret, and no buyer is in the bytes', () => {
  const [one, other] = [sent([paid], 1, 'one'), sent([paid], 1, 'other')].map((edge) => rowsOf(edge)[0]);
  expect(one?.key).not.toBe(other?.key);
  expect([one?.fact.high, one?.fact.low]).not.toEqual([other?.fact.high, other?.fact.low]);
  expect(Buffer.from(sent([paid]).builders[0]?.take() ?? []).includes('ann')).toBe(false);
});

test('the digest is of the content: a new event id is the same fact, another field is not', () => {
  const edge = new Edge('s', 1);
  const digest = (change: object) => edge.digest(letIn({ ...paid, ...change }));
  expect(digest({ id: 'e9', source: 'elsewhere', extra: 1 })).toBe(digest({}));
  const changes = [
    { amount: '5.01' },
    { at: NOW - 1 },
    { shop: 't' },
    { tag: 's', shop: undefined },
    { buyer: 'bo' },
    { payment: 'p' },
    { lines: [] },
  ];
  expect(new Set(changes.map(digest)).add(digest({})).size).toBe(changes.length + 1);
  expect(Number.isSafeInteger(digest({})) && digest({}) < 2 ** 48).toBe(true);
});

test('the digest in a row is the same in any batch', () => {
  const world = { moments: [NOW], orders: 2 };
  fc.assert(
    fc.property(rawEvents(world), (events) => {
      const together = rowsOf(sent(events)).map(({ fact }) => fact.digest);
      expect(together).toEqual(events.flatMap((event) => rowsOf(sent([event])).map(({ fact }) => fact.digest)));
      const edge = new Edge('s', 1);
      expect(together).toEqual(events.map((event) => edge.digest(letIn(event))));
    }),
    seeded(200),
  );
});

test('bytes that are no batch are refused', () => {
  const body = sent([paid, paid]).builders[0]?.take() ?? new Uint8Array();
  const read = (bytes: Uint8Array) => () => readBatch(bytes, new Interned(), () => {});
  expect(read(Uint8Array.of(9))).toThrow('batch version 9 is not known here');
  for (let length = 0; length < body.length; length += 1) expect(read(body.subarray(0, length))).toThrow(RangeError);
});
