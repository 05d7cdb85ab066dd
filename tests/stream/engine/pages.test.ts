import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePage, encodePage } from '../../../stream/engine/pages.ts';
import { seeded } from '../../support/seed.ts';

const value = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -70, max: 70 }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 31 * 64, 2 ** 31 * 64 - 1),
);

test('a page gives back every value, and 0 where it has none', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 256 }), (values) => {
      const bytes = encodePage(Float64Array.from(values), 0, 1, values.length);
      const page = decodePage(bytes);
      expect([...page]).toEqual([...values.map((each) => each + 0), ...new Array<number>(256 - values.length).fill(0)]);
      expect(bytes.length % 8).not.toBe(0);
    }),
    seeded(300),
  );
});

test('pages of an earlier store, float64 without a version, are read', () => {
  const values = Float64Array.from([7, 0, -12_345.0, Number.MAX_SAFE_INTEGER]);
  expect([...decodePage(new Uint8Array(values.buffer)).subarray(0, 5)]).toEqual([...values, 0]);
});

test('a page of an unknown version, or one that ends too early, is refused', () => {
  expect(() => decodePage(Uint8Array.of(9, 2, 3))).toThrow('a page of version 9 is not known here');
  expect(() => decodePage(Uint8Array.of(1, 128))).toThrow(RangeError);
});
