import { expect, test } from 'vitest';
import { Writer } from '../../../stream/engine/bytes.ts';
import { cellsOf } from '../../support/cells.ts';
import { Joined, NOW, Sums } from '../../support/joined.ts';
import type { RawEvent } from '../../support/oracle.ts';

const base = { id: 'e', order: 'o1' };
const line = { sku: 'A', quantity: 2, amount: '60.00', category: 'shoes', cost: '40.00' };
const created = {
  ...base,
  type: 'order.created',
  at: NOW - 9000,
  shop: 'flagship',
  channel: 'tmall',
  amount: '100.00',
  lines: [line],
};
const paid = { ...base, type: 'order.paid', at: NOW - 8000, amount: '100.00' };
const refund = { ...base, type: 'order.refunded', refund: 'r1', at: NOW - 7000, amount: '30.00' };

const sumsOf = (...events: RawEvent[]) => new Joined().deliver(events).tallied();
function total(events: RawEvent[], measure: string, group?: string): number {
  const cells = cellsOf(sumsOf(...events).amounts, () => 'ever');
  return cells.get(`store|${measure}|ever|${group ?? 'tmall·flagship'}`) ?? 0;
}
const skuTotal = (events: RawEvent[], measure: string, sku: string) =>
  cellsOf(sumsOf(...events).amounts, () => 'ever').get(`sku|${measure}|ever|${sku}`) ?? 0;

test('a payment stands under unknown until its order is known, then moves', () => {
  expect(total([paid], 'gmv', 'unknown·unknown')).toBe(10_000);
  expect(total([paid, created], 'gmv', 'unknown·unknown')).toBe(0);
  expect(total([paid, created], 'gmv')).toBe(10_000);
});

test('deposit and balance add up, the order is paid once', () => {
  const deposit = { ...paid, payment: 'deposit', amount: '20.00' };
  const balance = { ...paid, payment: 'balance', amount: '80.00', at: NOW };
  const events = [created, balance, deposit, deposit];
  expect([total(events, 'gmv'), total(events, 'paid_orders'), total(events, 'units')]).toEqual([10_000, 1, 2]);
});

test('freight is what lines have no room for, and falls to unknown', () => {
  expect(skuTotal([created, paid], 'gmv', 'A')).toBe(6_000);
  expect(skuTotal([created, paid], 'gmv', 'unknown')).toBe(4_000);
  expect(skuTotal([created, paid], 'costed_gmv', 'A')).toBe(6_000);
  expect(skuTotal([created, paid], 'cost', 'A')).toBe(4_000);
});

test('refunds never pass the payments, and one that finds nothing left counts nowhere', () => {
  const second = { ...refund, refund: 'r2', at: NOW - 6000, amount: '90.00' };
  const third = { ...refund, refund: 'r3', at: NOW - 5000, amount: '1.00' };
  const events = [third, second, refund, paid, created];
  expect([total(events, 'refund_amount'), total(events, 'refunds')]).toEqual([10_000, 2]);
});

test('a refund without its payment waits, by its texts, and counts once the payment comes', () => {
  const waiting = new Joined().deliver([created, refund]);
  const [entity] = waiting.entities.values();
  expect(entity?.kind.waiting?.(entity.state)).toEqual([{ order: 'o1', refund: 'r1', amount: 3_000, at: NOW - 7000 }]);
  expect([total([created, refund], 'waiting'), total([created, refund], 'refunds')]).toEqual([1, 0]);
  waiting.deliver([paid]);
  const [known] = waiting.entities.values();
  expect(known?.kind.waiting?.(known.state)).toEqual([]);
  expect([total([created, refund, paid], 'waiting'), total([created, refund, paid], 'refunds')]).toEqual([0, 1]);
});

test('a voided order counts as voided and nowhere else, whatever comes later', () => {
  const voided = { ...base, type: 'order.voided', at: NOW - 1000 };
  const { amounts, notables } = sumsOf(created, voided, paid, refund);
  expect(amounts.map(({ measure }) => measure)).toEqual(['voided_orders']);
  expect(notables).toEqual([]);
});

test('a voided credit note counts nowhere', () => {
  const note = { id: 'e', type: 'order.refunded', refund: 'c1', shop: 'flagship', at: NOW, amount: '5.00' };
  expect(total([note], 'refund_amount', 'unknown·flagship')).toBe(500);
  expect(sumsOf(note, { id: 'v', type: 'order.voided', refund: 'c1', at: NOW }).amounts).toEqual([]);
});

test('a buyer is counted once the shop is known, and never by name', () => {
  expect(sumsOf({ ...paid, buyer: 'ann@example.com' }).buyers).toEqual([]);
  const [seen = ''] = sumsOf({ ...paid, buyer: 'ann@example.com' }, created).buyers;
  expect(seen).toMatch(/^\d+ tmall·flagship·unknown·unknown \d+ \d+$/);
});

test('the ticker hears of paid orders and of refunds that count', () => {
  expect(sumsOf(created, refund).notables).toEqual([]);
  expect(sumsOf(created, refund, paid).notables).toEqual([
    `order ${NOW - 8000} flagship 10000 0`,
    `refund ${NOW - 7000} flagship 3000 id`,
  ]);
});

test('one payment more leaves the amounts before it as they were', () => {
  const before = sumsOf(created, paid).amounts;
  const after = sumsOf(created, paid, { ...paid, payment: 'more', at: NOW, amount: '5.00' }, refund).amounts;
  expect(after.slice(0, before.length)).toEqual(before);
});

test('disagreements have names: another shop, another amount', () => {
  const joined = new Joined().deliver([created, { ...paid, payment: 'p' }, refund]);
  const clash = (event: RawEvent) => joined.conflictOf(event);
  expect(clash(created)).toBeUndefined();
  expect(clash({ ...created, shop: 'outlet', at: NOW })).toBe('created_shop');
  expect(clash({ ...created, amount: '1.00' })).toBe('created_amount');
  expect(clash({ ...paid, payment: 'p', amount: '1.00' })).toBe('payment_amount');
  expect(clash({ ...refund, amount: '1.00' })).toBe('refund_amount');
});

test('an order created and paid takes at most 71 bytes', () => {
  const lines = [
    { sku: 'SKU-1', quantity: 1, amount: '129.50', category: 'shoes', title: 'A shoe' },
    { sku: 'SKU-2', quantity: 2, amount: '59.90', category: 'hats', title: 'A hat' },
  ];
  const place = { shop: 'flagship', channel: 'tmall', region: 'CN-GD', buyer: 'b-1' };
  let bytes = 0;
  for (const count of [1, 1, 2, 2, 2]) {
    const joined = new Joined();
    for (let name = 0; name < 20_000; name += 1) joined.names.intern(`n${name}`);
    const all = { ...place, amount: '249.30', lines: lines.slice(0, count) };
    joined.deliver([
      { ...created, ...all },
      { ...paid, ...all, at: NOW + 200_000, payment: '' },
    ]);
    const out = new Writer();
    for (const { kind, state } of joined.entities.values()) kind.write(state, out);
    bytes += out.length / 5;
  }
  expect(bytes).toBeLessThanOrEqual(71);
});

test('one payment more is counted without counting the order again, unless it moves something', () => {
  const grows = (known: RawEvent | RawEvent[], payment: RawEvent) => {
    const joined = new Joined().deliver([known].flat());
    const [before] = joined.entities.values();
    joined.deliver([payment]);
    const [after] = joined.entities.values();
    return after?.kind.grown?.(before?.state, after.state, new Sums(joined.names), new Sums(joined.names));
  };
  expect(grows(created, paid)).toBe(true);
  expect(grows(created, { ...paid, region: 'CN-GD' })).toBe(false);
  expect(grows({ ...created, lines: [] }, { ...paid, lines: [line] })).toBe(false);
  expect(grows({ ...refund, at: NOW - 9000 }, paid)).toBe(false);
  const [deposit, balance] = ['deposit', 'balance'].map((payment, index) => ({ ...paid, payment, at: NOW + index }));
  const middle = { ...paid, payment: 'middle', at: NOW, amount: '999999.00' };
  expect(grows([created, deposit!], balance!)).toBe(true);
  expect(grows([created, balance!], deposit!)).toBe(false);
  expect(grows([created, { ...deposit!, amount: '0.01' }, balance!], middle)).toBe(false);
  expect(grows([created, { ...deposit!, amount: '999999.00' }, balance!], middle)).toBe(true);
});
