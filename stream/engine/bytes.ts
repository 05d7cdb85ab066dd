import type { ByteReader, ByteWriter } from '../entities/define.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const TWO_32 = 4294967296;

/** A growing buffer. Writing costs no allocation until it grows; `clear` keeps the room. */
export class Writer implements ByteWriter {
  bytes: Uint8Array;
  length = 0;
  constructor(capacity = 256) {
    this.bytes = new Uint8Array(capacity);
  }
  /** Makes room for `more` bytes. */
  reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
  clear(): void {
    this.length = 0;
  }
  /** A copy of what was written. */
  take(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
  /** What was written from `from` on, without copying it: good until `clear`. */
  since(from: number): Uint8Array {
    return this.bytes.subarray(from, this.length);
  }
  u8(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }
  varint(value: number): void {
    this.reserve(8);
    const { bytes } = this;
    let at = this.length;
    let rest = value;
    while (rest >= TWO_32 / 2) {
      bytes[at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest >= 128) {
      bytes[at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[at++] = rest;
    this.length = at;
  }
  signed(value: number): void {
    this.varint(value < 0 ? -value * 2 - 1 : value * 2);
  }
  u32(value: number): void {
    this.reserve(4);
    const { bytes, length } = this;
    bytes[length] = value;
    bytes[length + 1] = value >>> 8;
    bytes[length + 2] = value >>> 16;
    bytes[length + 3] = value >>> 24;
    this.length = length + 4;
  }
  u48(value: number): void {
    const high = Math.floor(value / TWO_32);
    this.u32(value - high * TWO_32);
    this.u8(high);
    this.u8(high >>> 8);
  }
  text(value: string): void {
    const { length } = value;
    this.reserve(length * 3 + 8);
    if (length < 128) {
      const start = this.length + 1;
      const { bytes } = this;
      let index = 0;
      for (; index < length; index += 1) {
        const code = value.charCodeAt(index);
        if (code > 127) break;
        bytes[start + index] = code;
      }
      if (index === length) {
        bytes[this.length] = length;
        this.length = start + length;
        return;
      }
    }
    const encoded = encoder.encode(value);
    this.varint(encoded.length);
    this.bytes.set(encoded, this.length);
    this.length += encoded.length;
  }
  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }
  /** A piece of other bytes; a loop, which beats `set` for the few dozen that names have. */
  copy(from: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    const { bytes } = this;
    let at = this.length;
    for (let index = start; index < end; index += 1) bytes[at++] = from[index] as number;
    this.length = at;
  }
}

/** Reads what Writer wrote. Reading past the end throws a RangeError. */
export class Reader implements ByteReader {
  bytes: Uint8Array;
  position: number;
  constructor(bytes: Uint8Array, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }
  /** Reads from other bytes from now on. */
  reset(bytes: Uint8Array, position = 0): this {
    this.bytes = bytes;
    this.position = position;
    return this;
  }
  u8(): number {
    const byte = this.bytes[this.position++];
    if (byte === undefined) throw new RangeError('the bytes end too early');
    return byte;
  }
  varint(): number {
    let byte = this.u8();
    if (byte < 128) return byte;
    let value = byte & 127;
    let scale = 128;
    do {
      byte = this.u8();
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte >= 128);
    return value;
  }
  signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
  u32(): number {
    const { bytes, position } = this;
    const last = bytes[position + 3];
    if (last === undefined) throw new RangeError('the bytes end too early');
    this.position = position + 4;
    return (
      ((bytes[position] ?? 0) |
        ((bytes[position + 1] ?? 0) << 8) |
        ((bytes[position + 2] ?? 0) << 16) |
        (last << 24)) >>>
      0
    );
  }
  u48(): number {
    const low = this.u32();
    const middle = this.u8();
    return low + (middle + this.u8() * 256) * TWO_32;
  }
  raw(length: number): Uint8Array {
    const end = this.position + length;
    if (end > this.bytes.length) throw new RangeError('the bytes end too early');
    const copy = this.bytes.slice(this.position, end);
    this.position = end;
    return copy;
  }
  text(): string {
    const length = this.varint();
    const { bytes, position } = this;
    const end = position + length;
    if (end > bytes.length) throw new RangeError('the bytes end too early');
    this.position = end;
    if (length > 24) return decoder.decode(bytes.subarray(position, end));
    let text = '';
    for (let index = position; index < end; index += 1) {
      const code = bytes[index] ?? 128;
      if (code > 127) return decoder.decode(bytes.subarray(position, end));
      text += String.fromCharCode(code);
    }
    return text;
  }
}
