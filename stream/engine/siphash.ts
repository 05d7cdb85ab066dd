/**
 * SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012; reference
 * implementation siphash.c with outlen 16) over 32-bit halves: no BigInt, no allocation.
 */

/** The four words of the last hash, low half first; copied out by the caller before the next call. */
export const sip = new Uint32Array(4);

/** Sixteen bytes of key as four words, low first. */
export type SipKey = readonly [number, number, number, number];

/** The key of sixteen bytes. */
export function sipKey(bytes: Uint8Array): SipKey {
  if (bytes.length !== 16) throw new RangeError('a SipHash key has 16 bytes');
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  return [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true), view.getUint32(12, true)];
}

// The state v0..v3, low and high halves.
let a = 0;
let A = 0;
let b = 0;
let B = 0;
let c = 0;
let C = 0;
let d = 0;
let D = 0;

function round(times: number): void {
  for (let turn = 0; turn < times; turn += 1) {
    let low = (a >>> 0) + (b >>> 0);
    A = (A + B + (low > 4294967295 ? 1 : 0)) | 0;
    a = low | 0;
    let swap = (b << 13) | (B >>> 19);
    B = ((B << 13) | (b >>> 19)) ^ A;
    b = swap ^ a;
    swap = a;
    a = A;
    A = swap;

    low = (c >>> 0) + (d >>> 0);
    C = (C + D + (low > 4294967295 ? 1 : 0)) | 0;
    c = low | 0;
    swap = (d << 16) | (D >>> 16);
    D = ((D << 16) | (d >>> 16)) ^ C;
    d = swap ^ c;

    low = (a >>> 0) + (d >>> 0);
    A = (A + D + (low > 4294967295 ? 1 : 0)) | 0;
    a = low | 0;
    swap = (d << 21) | (D >>> 11);
    D = ((D << 21) | (d >>> 11)) ^ A;
    d = swap ^ a;

    low = (c >>> 0) + (b >>> 0);
    C = (C + B + (low > 4294967295 ? 1 : 0)) | 0;
    c = low | 0;
    swap = (b << 17) | (B >>> 15);
    B = ((B << 17) | (b >>> 15)) ^ C;
    b = swap ^ c;
    swap = c;
    c = C;
    C = swap;
  }
}

/** Hashes `length` bytes of `bytes` from 0 into `sip`. */
export function siphash(key: SipKey, bytes: Uint8Array, length: number): void {
  const [k0, k1, k2, k3] = key;
  a = k0 ^ 0x70736575;
  A = k1 ^ 0x736f6d65;
  b = k2 ^ 0x6e646f6d ^ 0xee;
  B = k3 ^ 0x646f7261;
  c = k0 ^ 0x6e657261;
  C = k1 ^ 0x6c796765;
  d = k2 ^ 0x79746573;
  D = k3 ^ 0x74656462;
  const whole = length & ~7;
  let at = 0;
  while (at < whole) {
    const low = word(bytes, at, 4);
    const high = word(bytes, at + 4, 4);
    d ^= low;
    D ^= high;
    round(2);
    a ^= low;
    A ^= high;
    at += 8;
  }
  const left = length - whole;
  const low = word(bytes, at, Math.min(left, 4));
  const high = word(bytes, at + 4, Math.max(left - 4, 0)) | (length << 24);
  d ^= low;
  D ^= high;
  round(2);
  a ^= low;
  A ^= high;
  c ^= 0xee;
  round(4);
  sip[0] = a ^ b ^ c ^ d;
  sip[1] = A ^ B ^ C ^ D;
  b ^= 0xdd;
  round(4);
  sip[2] = a ^ b ^ c ^ d;
  sip[3] = A ^ B ^ C ^ D;
}

function word(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = 0; index < count; index += 1) value |= (bytes[at + index] ?? 0) << (index * 8);
  return value;
}
