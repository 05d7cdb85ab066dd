import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Reader, Writer } from '../../../stream/engine/bytes.ts';
import { seeded } from '../../support/seed.ts';

const U48 = 2 ** 48 - 1;
const value = fc.oneof(
  fc.record({ as: fc.constant('u8' as const), value: fc.nat(255) }),
  fc.record({ as: fc.constant('varint' as const), value: fc.maxSafeNat() }),
  fc.record({ as: fc.constant('varint' as const), value: fc.nat(300) }),
  fc.record({ as: fc.constant('signed' as const), value: fc.integer({ min: -(2 ** 51), max: 2 ** 51 }) }),
  fc.record({ as: fc.constant('u32' as const), value: fc.integer({ min: 0, max: 2 ** 32 - 1 }) }),
  fc.record({ as: fc.constant('u48' as const), value: fc.integer({ min: 0, max: U48 }) }),
);
const text = fc.string({ unit: 'grapheme', maxLength: 200 });

test('what is written is read', () => {
  fc.assert(
    fc.property(fc.array(value), fc.array(text), (values, texts) => {
      const out = new Writer(1);
      for (const { as, value: number } of values) out[as](number);
      for (const each of texts) out.text(each);
      const input = new Reader(out.take());
      for (const { as, value: number } of values) expect(input[as]()).toBe(number);
      for (const each of texts) expect(input.text()).toBe(each);
      expect(input.position).toBe(out.length);
    }),
    seeded(1_000),
  );
});

test('the edges of varints are exact', () => {
  for (const edge of [
    0,
    127,
    128,
    16_383,
    16_384,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32,
    2 ** 35,
    2 ** 42,
    2 ** 49,
    Number.MAX_SAFE_INTEGER,
  ]) {
    const out = new Writer();
    out.varint(edge);
    expect(new Reader(out.take()).varint()).toBe(edge);
  }
});

test('reading past the end throws', () => {
  const reads = ['u8', 'varint', 'signed', 'u32', 'u48', 'text'] as const;
  for (const read of reads)
    expect(() => new Reader(Uint8Array.of(...(read === 'text' ? [9] : [])))[read](), read).toThrow(RangeError);
});
