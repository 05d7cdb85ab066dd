import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread } from '../../../stream/entities/spread.ts';
import { seeded } from '../../support/seed.ts';

function over(amount: number, lines: readonly number[]) {
  const room = Float64Array.from(lines);
  const shares = new Float64Array(lines.length);
  const freight = spread(amount, room, lines.length, shares);
  return { freight, room: [...room], shares: [...shares] };
}

test('shares are in proportion, rounded down, the remainder one by one in line order', () => {
  expect(over(100, [100, 100, 100])).toEqual({ freight: 0, room: [66, 67, 67], shares: [34, 33, 33] });
  expect(over(2, [0, 1, 1, 1])).toEqual({ freight: 0, room: [0, 0, 0, 1], shares: [0, 1, 1, 0] });
});

test('what passes the lines is freight, and nothing has room for it', () => {
  expect(over(350, [100, 200])).toEqual({ freight: 50, room: [0, 0], shares: [100, 200] });
  expect(over(7, [])).toEqual({ freight: 7, room: [], shares: [] });
  expect(over(7, [0])).toEqual({ freight: 7, room: [0], shares: [0] });
});

test('2,000 lines of 10^13 are spread exactly', () => {
  const lines = Array.from({ length: 2_000 }, (_, line) => 1e13 - line);
  const { shares } = over(1e13 - 7, lines);
  const total = lines.reduce((sum, line) => sum + BigInt(line), 0n);
  const exact = lines.map((line) => (BigInt(1e13 - 7) * BigInt(line)) / total);
  const remainder = BigInt(1e13 - 7) - exact.reduce((sum, share) => sum + share, 0n);
  expect(shares.map(BigInt)).toEqual(exact.map((share, line) => share + (line < remainder ? 1n : 0n)));
});

const amounts = fc.oneof(fc.nat(50), fc.nat(1_000_000), fc.integer({ min: 0, max: 1e13 }));

test('nothing is lost, nothing is negative, nothing passes its room', () => {
  fc.assert(
    fc.property(amounts, fc.array(amounts, { maxLength: 12 }), (amount, lines) => {
      const { freight, room, shares } = over(amount, lines);
      const total = lines.reduce((sum, line) => sum + line, 0);
      expect(shares.reduce((sum, share) => sum + share, freight)).toBe(amount);
      expect(freight).toBe(Math.max(amount - total, 0));
      for (const [line, share] of shares.entries()) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(room[line]).toBe((lines[line] ?? 0) - share);
        expect(room[line]).toBeGreaterThanOrEqual(0);
        if (amount >= total) continue;
        const exact = Number((BigInt(amount) * BigInt(lines[line] ?? 0)) / BigInt(total));
        expect([exact, exact + 1]).toContain(share);
      }
    }),
    seeded(2_000),
  );
});

test('several payments together fill the lines and no more', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(500), { maxLength: 6 }), fc.array(fc.nat(500), { maxLength: 5 }), (payments, lines) => {
      const room = Float64Array.from(lines);
      const shares = new Float64Array(lines.length);
      const freight = payments.reduce((sum, payment) => sum + spread(payment, room, lines.length, shares), 0);
      const paid = payments.reduce((sum, payment) => sum + payment, 0);
      const total = lines.reduce((sum, line) => sum + line, 0);
      expect(freight).toBe(Math.max(paid - total, 0));
      expect(room.reduce((sum, left) => sum + left, 0)).toBe(Math.max(total - paid, 0));
    }),
    seeded(500),
  );
});
