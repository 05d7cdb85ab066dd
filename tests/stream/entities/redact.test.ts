import { expect, test } from 'vitest';
import { redact } from '../../../stream/entities/redact.ts';

test('a buyer, and whatever is no field of ours, is not kept', () => {
  const sent = {
    type: 'order.paid',
    order: 'o',
    amount: 5,
    buyer: 'ann@example.com',
    email: 'ann@example.com',
    address: { street: 'x' },
  };
  expect(redact(sent)).toEqual({ type: 'order.paid', order: 'o', amount: 5, buyer: '(not kept)', '(other fields)': 2 });
  expect(JSON.stringify(redact({ ...sent, type: 'no such type', buyer: { name: 'ann' } }))).not.toContain('ann');
});

test('what is kept is small however large it was', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
  const lines = Array.from({ length: 5_000 }, () => ({ sku: 'x'.repeat(5_000), quantity: deep, note: 'y' }));
  const kept = JSON.stringify(redact({ type: 'order.created', id: 'x'.repeat(1 << 20), shop: deep, lines }));
  expect(kept.length).toBeLessThan(6_000);
  expect(kept).toContain('(4980 more)');
  expect(kept).toContain('(a list of 1)');
});

test('what is no object stays readable', () => {
  expect([redact(null), redact(7), redact('x'), redact([1, 2])]).toEqual([null, 7, 'x', '(a list of 2)']);
});
