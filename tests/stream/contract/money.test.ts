import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney, MOST_MINOR, parseMoney } from '../../../stream/contract/money.ts';
import { seeded } from '../../support/seed.ts';

test('decimal strings become whole minor units', () => {
  expect(['299', '299.5', '299.00', '0', '0.01', '0.10'].map((text) => parseMoney(text, 2))).toEqual([
    29_900, 29_950, 29_900, 0, 1, 10,
  ]);
  expect([parseMoney('1.234', 3), parseMoney('7', 0), parseMoney('0.0001', 4)]).toEqual([1_234, 7, 1]);
});

test('everything else is refused', () => {
  const wrong = [
    '',
    '.',
    '1.',
    '.5',
    '01',
    '00',
    '1e3',
    '-1',
    '+1',
    ' 1',
    '1 ',
    '1,5',
    '1.2.3',
    '0x1',
    '１',
    'NaN',
    '299.999',
    '1.000',
  ];
  for (const text of wrong) expect(parseMoney(text, 2), text).toBeUndefined();
  expect(parseMoney('1.0', 0)).toBeUndefined();
});

test('the largest amount is 10^13 minor units', () => {
  expect(parseMoney('100000000000.00', 2)).toBe(MOST_MINOR);
  expect(parseMoney('100000000000.01', 2)).toBeUndefined();
  expect(parseMoney('100000000001', 2)).toBeUndefined();
  expect(parseMoney('9'.repeat(400), 2)).toBeUndefined();
});

test('what is formatted is read again, and reading agrees with the pattern', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MOST_MINOR }), fc.integer({ min: 0, max: 4 }), (minor, digits) => {
      expect(parseMoney(formatMoney(minor, digits), digits)).toBe(minor);
    }),
    seeded(2_000),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9.e+-]{0,12}$/), fc.integer({ min: 0, max: 4 }), (text, digits) => {
      const right = /^(0|[1-9]\d*)(\.\d+)?$/.test(text) && (text.split('.')[1] ?? '').length <= digits;
      const minor = right
        ? BigInt(text.replace('.', '') + '0'.repeat(digits - (text.split('.')[1] ?? '').length))
        : -1n;
      expect(parseMoney(text, digits)).toBe(minor >= 0n && minor <= BigInt(MOST_MINOR) ? Number(minor) : undefined);
    }),
    seeded(2_000),
  );
});

test('formatting is exact, signed, and refuses what is not whole', () => {
  expect([formatMoney(-5, 2), formatMoney(29_900, 2), formatMoney(-12_345, 3), formatMoney(7, 0)]).toEqual([
    '-0.05',
    '299.00',
    '-12.345',
    '7',
  ]);
  expect(formatMoney(Number.MAX_SAFE_INTEGER, 2)).toBe('90071992547409.91');
  expect(() => formatMoney(0.5, 2)).toThrow('not a whole number');
});
