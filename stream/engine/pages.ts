import { Writer } from './bytes.ts';
import { PAGE } from './families.ts';

/** First byte of a page. Pages of earlier stores are float64 without one; their length is a multiple of 8, and no other page's is. */
const VERSION = 1;

const decoded = new Float64Array(PAGE);

/**
 * Up to 256 values of one page as bytes: `values[first + slot * stride]`, without the zeros at the end. A value is its
 * sign (1 bit), 6 bits, and LEB128 of the rest: one byte for most, up to ±(2^53 − 1). They stand in `out`, behind what it holds.
 */
export function encodePage(
  values: Float64Array,
  first: number,
  stride: number,
  room: number,
  out = new Writer(),
): Uint8Array {
  let count = room;
  while (count > 0 && values[first + (count - 1) * stride] === 0) count--;
  out.reserve(PAGE * 8 + 16);
  const { bytes, length } = out;
  let at = length;
  bytes[at++] = VERSION;
  for (let slot = 0; slot < count; slot++) {
    const value = values[first + slot * stride] as number;
    let rest = value < 0 ? -value : value;
    const sign = value < 0 ? 1 : 0;
    if (rest < 64) {
      bytes[at++] = rest * 2 + sign;
      continue;
    }
    bytes[at++] = 128 + (rest % 64) * 2 + sign;
    for (rest = Math.floor(rest / 64); rest >= 2 ** 31; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) + 128;
    for (; rest >= 128; rest >>>= 7) bytes[at++] = (rest & 127) | 128;
    bytes[at++] = rest;
  }
  if ((at - length) % 8 === 0) bytes[at++] = 0;
  out.length = at;
  return out.since(length);
}

/** Throws RangeError unless `decodePage` can read these bytes. */
export function checkPage(bytes: Uint8Array): void {
  if (bytes.length % 8 === 0) return;
  if (bytes[0] !== VERSION) throw new RangeError(`a page of version ${bytes[0]} is not known here`);
  if ((bytes.at(-1) as number) >= 128) throw new RangeError('a page ends too early');
}

/** The values of a saved page, 0 where it has none; good until the next call. Throws RangeError on other bytes. */
export function decodePage(bytes: Uint8Array): Float64Array {
  checkPage(bytes);
  decoded.fill(0);
  if (bytes.length % 8 === 0) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let slot = 0; slot < Math.min(bytes.length >>> 3, PAGE); slot++)
      decoded[slot] = view.getFloat64(slot * 8, true);
    return decoded;
  }
  let at = 1;
  for (let slot = 0; slot < PAGE && at < bytes.length; slot++) {
    let byte = bytes[at++] as number;
    const negative = (byte & 1) === 1;
    let value = (byte & 127) >>> 1;
    for (let scale = 64; byte >= 128; scale *= 128) {
      byte = bytes[at++] as number;
      value += (byte & 127) * scale;
    }
    decoded[slot] = negative ? -value : value;
  }
  return decoded;
}
