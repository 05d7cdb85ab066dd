import { expect, test } from 'vitest';
import { admit } from '../../../stream/entities/admit.ts';
import { NOW, SETTINGS } from '../../support/joined.ts';

const line = { sku: 'A', quantity: 1, amount: '1.00' };
const created = {
  type: 'order.created',
  id: 'e1',
  at: NOW,
  order: 'o1',
  shop: 'flagship',
  amount: '299.00',
  lines: [line],
};
const ask = (event: unknown) => admit(event, { settings: SETTINGS, source: 'erp', now: NOW });
const changed = (fields: object) => ask({ ...created, ...fields });
const lineWith = (fields: object) => changed({ lines: [line, { ...line, ...fields }] });

/** Code, path and sentence of a refusal. */
function refusal(verdict: ReturnType<typeof ask>): string {
  return verdict.verdict === 'rejected' ? `${verdict.code} | ${verdict.message}` : verdict.verdict;
}

test('a right event is accepted, with its source and what it leaves out', () => {
  const verdict = changed({ region: 'TW', extra: 1, __proto: 2 });
  expect(verdict).toMatchObject({
    verdict: 'accepted',
    event: { source: 'erp', amount: 29_900, region: 'CN-TW', ignored: 2 },
  });
});

test.each([
  [299, 'money | amount: expected a decimal string such as "299.00", got the number 299'],
  [
    '299.999',
    'money | amount: expected a decimal string such as "299.00" with at most 2 decimals, at most 100000000000.00, got "299.999"',
  ],
  [
    '1e3',
    'money | amount: expected a decimal string such as "299.00" with at most 2 decimals, at most 100000000000.00, got "1e3"',
  ],
  [
    '-1',
    'money | amount: expected a decimal string such as "299.00" with at most 2 decimals, at most 100000000000.00, got "-1"',
  ],
  [2 ** 53, 'money | amount: expected a decimal string such as "299.00", got the number 9007199254740992'],
  [
    '9007199254740992',
    'money | amount: expected a decimal string such as "299.00" with at most 2 decimals, at most 100000000000.00, got "9007199254740992"',
  ],
])('the amount %j is refused', (amount, sentence) => {
  expect(refusal(changed({ amount }))).toBe(sentence);
});

test.each([
  [0, 'got the number 0'],
  [-1, 'got the number -1'],
  [1.5, 'got the number 1.5'],
  ['2', 'got "2"'],
])('the quantity %j is refused', (quantity, got) => {
  expect(refusal(lineWith({ quantity }))).toBe(
    `quantity | lines[1].quantity: expected a whole number from 1 to 1000000, ${got}`,
  );
});

test('an id of a megabyte is refused without being repeated', () => {
  const verdict = changed({ id: 'x'.repeat(1 << 20), order: 'o' });
  expect(refusal(verdict)).toBe(`name | id: expected at most 128 bytes, got "${'x'.repeat(40)}…"`);
  expect(verdict).toMatchObject({ id: '' });
});

test('three thousand lines are refused', () => {
  expect(refusal(changed({ lines: Array.from({ length: 3_000 }, () => line) }))).toBe(
    'lines | lines: expected a list of at most 2000 lines, got 3000',
  );
});

test.each([
  [1_762_790_400, 'at_seconds | at: looks like seconds; send milliseconds, got the number 1762790400'],
  [
    '2026-11-11T12:00:00',
    'at_zone | at: a time without a zone means nothing here; end it with Z or an offset such as +08:00, got "2026-11-11T12:00:00"',
  ],
  [
    '11/11/2026',
    'at | at: expected a time such as "2026-11-11T00:00:00+08:00" or epoch milliseconds, got "11/11/2026"',
  ],
])('the time %j is refused', (at, sentence) => {
  expect(refusal(changed({ at }))).toBe(sentence);
});

test('1970 and what is older than the retention is late', () => {
  expect(changed({ at: '1970-01-01T00:00:00Z' })).toMatchObject({ verdict: 'late', reason: 'too_old' });
  expect(changed({ at: NOW - 30 * 86_400_000 - 1 })).toMatchObject({ verdict: 'late', reason: 'too_old' });
  expect(changed({ at: NOW - 30 * 86_400_000 })).toMatchObject({ verdict: 'accepted' });
});

test('tomorrow is late, five minutes ahead are not', () => {
  expect(changed({ at: NOW + 86_400_000 })).toMatchObject({ verdict: 'late', reason: 'future' });
  expect(changed({ at: NOW + 300_000 })).toMatchObject({ verdict: 'accepted' });
});

test('a field named __proto__ is an unknown field', () => {
  const event: unknown = JSON.parse(
    JSON.stringify(created).replace('{', '{"__proto__":{"amount":"1.00","admin":true},'),
  );
  const verdict = ask(event);
  expect(verdict).toMatchObject({ verdict: 'accepted', event: { amount: 29_900, ignored: 1 } });
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
});

test('an unknown type is refused and the known ones are named', () => {
  expect(refusal(changed({ type: 'order.payd' }))).toBe(
    'type | type: expected one of order.created, order.paid, order.shipped, order.completed, order.cancelled, order.voided, order.refunded, stock.level, stock.moved, got "order.payd"',
  );
  expect(refusal(changed({ type: 'constructor' }))).toMatch(/^type/);
});

test('deep nesting is one unknown field, or no name', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
  expect(changed({ extra: deep })).toMatchObject({ verdict: 'accepted', event: { ignored: 1 } });
  expect(refusal(changed({ shop: deep }))).toBe('name | shop: expected a string of 1 to 128 bytes, got a list');
});

test.each([
  [null, 'object | expected an event as a JSON object, got null'],
  [[], 'object | expected an event as a JSON object, got a list'],
  [{ ...created, shop: '' }, 'required | shop: missing; expected a string of 1 to 128 bytes'],
  [{ ...created, shop: 'unknown' }, 'name | shop: expected another name: this one is reserved, got "unknown"'],
  [{ ...created, tag: 'a\nb' }, 'name | tag: expected no control characters and no half surrogate pairs, got "a\\nb"'],
  [
    { ...created, channel: 'Tmall' },
    'channel | channel: expected a lower-case slug such as "taobao" or "my-store", got "Tmall"',
  ],
  [
    { ...created, region: 'UK' },
    'region | region: expected an ISO 3166-2 code such as "CN-GD" or an ISO 3166-1 code such as "GB", got "UK"',
  ],
  [
    { ...created, currency: 'USD' },
    'currency | currency: expected "CNY", the currency of this installation, got "USD"',
  ],
  [{ ...created, lines: [7] }, 'lines | lines[0]: expected an object with sku, quantity and amount, got the number 7'],
  [{ ...created, buyer: 5 }, 'name | buyer: expected a string of 1 to 128 bytes, got a number'],
  [
    { type: 'order.refunded', id: 'e', at: NOW, refund: 'r', amount: '1' },
    'required | order: missing; expected the order, or for a free-standing credit note its shop',
  ],
  [
    { type: 'order.voided', id: 'e', at: NOW, order: 'o', refund: 'r' },
    'void_target | refund: expected either the order or the refund of a credit note, got both',
  ],
  [
    { type: 'stock.moved', id: 'e', at: NOW, sku: 'A', move: 'm', quantity: 0 },
    'quantity | quantity: expected a whole number from -1000000 to 1000000 other than 0, got the number 0',
  ],
  [
    { type: 'stock.level', id: 'e', at: NOW, sku: 'A', onHand: -1 },
    'quantity | onHand: expected a whole number from 0 to 1000000, got the number -1',
  ],
])('%j is answered with a sentence', (event, sentence) => {
  expect(refusal(ask(event))).toBe(sentence);
});

test('null is as good as missing', () => {
  expect(changed({ tag: null, region: null })).toMatchObject({ verdict: 'accepted', event: { tag: '', region: '' } });
});

test('a buyer is never repeated in a sentence', () => {
  expect(refusal(changed({ buyer: `ann@example.com${'x'.repeat(200)}` }))).toBe(
    'name | buyer: expected at most 128 bytes',
  );
});
