import { expect, test } from 'vitest';
import { sip, siphash, sipKey } from '../../../stream/engine/siphash.ts';

/** Of the reference implementation's vectors_sip128: key 00..0f, message 00..n-1. */
const VECTORS: Record<number, string> = {
  0: 'a3817f04ba25a8e66df67214c7550293',
  1: 'da87c1d86b99af44347659119b22fc45',
  2: '8177228da4a45dc7fca38bdef60affe4',
  3: '9c70b60c5267a94e5f33b6b02985ed51',
  7: 'a1f1ebbed8dbc153c0b84aa61ff08239',
  8: '3b62a9ba6258f5610f83e264f31497b4',
  15: '5493e99933b0a8117e08ec0f97cfc3d9',
  63: '5150d1772f50834a503e069a973fbd7c',
};

function hash(length: number): string {
  const bytes = Uint8Array.from({ length: 64 }, (_, index) => index);
  siphash(sipKey(bytes.subarray(0, 16)), bytes, length);
  return Buffer.from(sip.buffer, sip.byteOffset, 16).toString('hex');
}

test('the reference vectors come out', () => {
  for (const [length, expected] of Object.entries(VECTORS)) expect(hash(Number(length)), length).toBe(expected);
});

test('every length gives another hash', () => {
  expect(new Set(Array.from({ length: 64 }, (_, length) => hash(length))).size).toBe(64);
});

test('a key of another length is refused', () => {
  expect(() => sipKey(new Uint8Array(8))).toThrow('16 bytes');
});
