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

/** Hashes `length` bytes of `bytes` from 0 into `sip`, all of it or only its first 64 bits. One loop holds all rounds, so that the state stays in registers. */
export function siphash(key: SipKey, bytes: Uint8Array, length: number, halves: 1 | 2 = 2): void {
  // The state v0..v3: low halves in small letters, high halves in capitals.
  let a = key[0] ^ 0x70736575;
  let A = key[1] ^ 0x736f6d65;
  let b = key[2] ^ 0x6e646f6d ^ 0xee;
  let B = key[3] ^ 0x646f7261;
  let c = key[0] ^ 0x6e657261;
  let C = key[1] ^ 0x6c796765;
  let d = key[2] ^ 0x79746573;
  let D = key[3] ^ 0x74656462;
  const blocks = (length >>> 3) + 1;
  for (let step = 0; step < blocks + halves; step += 1) {
    let low = 0;
    let high = 0;
    let rounds = 4;
    if (step < blocks) {
      const at = step * 8;
      low = word(bytes, at, length);
      high = word(bytes, at + 4, length);
      if (step === blocks - 1) high |= length << 24;
      d ^= low;
      D ^= high;
      rounds = 2;
    } else if (step === blocks) {
      c ^= 0xee;
    } else {
      b ^= 0xdd;
    }
    for (; rounds > 0; rounds -= 1) {
      a = (a + b) | 0;
      A = (A + B + (a >>> 0 < b >>> 0 ? 1 : 0)) | 0;
      let turned = (b << 13) | (B >>> 19);
      B = ((B << 13) | (b >>> 19)) ^ A;
      b = turned ^ a;
      turned = a;
      a = A;
      A = turned;

      c = (c + d) | 0;
      C = (C + D + (c >>> 0 < d >>> 0 ? 1 : 0)) | 0;
      turned = (d << 16) | (D >>> 16);
      D = ((D << 16) | (d >>> 16)) ^ C;
      d = turned ^ c;

      a = (a + d) | 0;
      A = (A + D + (a >>> 0 < d >>> 0 ? 1 : 0)) | 0;
      turned = (d << 21) | (D >>> 11);
      D = ((D << 21) | (d >>> 11)) ^ A;
      d = turned ^ a;

      c = (c + b) | 0;
      C = (C + B + (c >>> 0 < b >>> 0 ? 1 : 0)) | 0;
      turned = (b << 17) | (B >>> 15);
      B = ((B << 17) | (b >>> 15)) ^ C;
      b = turned ^ c;
      turned = c;
      c = C;
      C = turned;
    }
    a ^= low;
    A ^= high;
    if (step >= blocks) {
      const half = (step - blocks) * 2;
      sip[half] = a ^ b ^ c ^ d;
      sip[half + 1] = A ^ B ^ C ^ D;
    }
  }
}

/** Four bytes, little end first; what lies past `length` is 0. */
function word(bytes: Uint8Array, at: number, length: number): number {
  if (at + 4 <= length) {
    return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
  }
  let value = 0;
  for (let index = at; index < length; index += 1) value |= (bytes[index] ?? 0) << ((index - at) * 8);
  return value;
}
