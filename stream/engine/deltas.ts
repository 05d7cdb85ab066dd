/*
 * Cells and registers as bytes, in deltas and in redo records; all values absolute, little endian. Sections:
 *   cells      f64 page key of measure 0 (0 or more) · u8 n−1 · n × (u8 slot · u16 measures, one bit each · their values)
 *   registers  f64 −1 − sketch key                   · u16 n  · n × (u16 register, u8 value)
 * A value is its sign (1 bit), 6 bits, and LEB128 of the rest: few bytes for most, up to ±(2^53 − 1).
 */

/** Writes sections into a buffer that grows. */
export class SectionWriter {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;
  /** Where the section begun last begins. */
  #first = 0;

  constructor(capacity = 4096) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  /** Begins a section of cells; `key` is its page key of measure 0. */
  begin(key: number): void {
    this.#reserve(9);
    this.#first = this.#length;
    this.#view.setFloat64(this.#length, key, true);
    this.#bytes[this.#length + 8] = 255;
    this.#length += 9;
  }

  /** A group of it, with the measures whose values follow in ascending order. At most 256 of them, each once. */
  row(slot: number, measures: number): void {
    this.#reserve(3 + 16 * 9);
    const bytes = this.#bytes;
    bytes[this.#first + 8] = (bytes[this.#first + 8] as number) + 1;
    bytes[this.#length++] = slot;
    bytes[this.#length++] = measures;
    bytes[this.#length++] = measures >>> 8;
  }

  value(value: number): void {
    const bytes = this.#bytes;
    let rest = value < 0 ? -value : value;
    const sign = value < 0 ? 1 : 0;
    if (rest < 64) {
      bytes[this.#length++] = rest * 2 + sign;
      return;
    }
    bytes[this.#length++] = 128 + (rest % 64) * 2 + sign;
    rest = Math.floor(rest / 64);
    for (; rest >= 0x40000000; rest = Math.floor(rest / 128)) bytes[this.#length++] = (rest % 128) + 128;
    for (; rest >= 128; rest >>>= 7) bytes[this.#length++] = (rest & 127) | 128;
    bytes[this.#length++] = rest;
  }

  /** Registers of a sketch; `value` gives what stands there now. */
  registers(key: number, changed: ArrayLike<number>, value: (register: number) => number): void {
    for (let from = 0; from < changed.length; from += 0xffff) {
      const count = Math.min(changed.length - from, 0xffff);
      this.#reserve(10 + count * 3);
      this.#view.setFloat64(this.#length, -1 - key, true);
      this.#view.setUint16(this.#length + 8, count, true);
      let at = this.#length + 10;
      for (let index = from; index < from + count; index++, at += 3) {
        const register = changed[index] as number;
        this.#view.setUint16(at, register, true);
        this.#bytes[at + 2] = value(register);
      }
      this.#length = at;
    }
  }

  /** What was written, good until more is; the writer is empty afterwards. */
  take(): Uint8Array {
    const bytes = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return bytes;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const wider = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    wider.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = wider;
    this.#view = new DataView(wider.buffer);
  }
}

/** What reads sections: told of a place, it then gets its cells or registers one by one, unless it answers false. */
export interface SectionReader {
  cells(key: number): boolean;
  cell(slot: number, measure: number, value: number): void;
  registers(key: number): boolean;
  register(register: number, value: number): void;
}

/** Visits all sections in order. Throws RangeError when the bytes end too early. O(bytes). */
export function readSections(bytes: Uint8Array, reader: SectionReader): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < bytes.length) {
    const key = view.getFloat64(at, true);
    at = key >= 0 ? readCells(view, at + 8, reader, reader.cells(key)) : readRegisters(view, at + 8, reader, -1 - key);
  }
}

function readCells(view: DataView, from: number, reader: SectionReader, wanted: boolean): number {
  let at = from + 1;
  for (let row = view.getUint8(from); row >= 0; row--) {
    const slot = view.getUint8(at);
    let measures = view.getUint16(at + 1, true);
    at += 3;
    for (let measure = 0; measures !== 0; measure++, measures >>>= 1) {
      if ((measures & 1) === 0) continue;
      let byte = view.getUint8(at++);
      const negative = (byte & 1) === 1;
      let value = (byte & 127) >>> 1;
      for (let scale = 64; byte >= 128; scale *= 128) {
        byte = view.getUint8(at++);
        value += (byte & 127) * scale;
      }
      if (wanted) reader.cell(slot, measure, negative ? -value : value);
    }
  }
  return at;
}

function readRegisters(view: DataView, from: number, reader: SectionReader, key: number): number {
  const end = from + 2 + view.getUint16(from, true) * 3;
  if (end > view.byteLength) throw new RangeError('a section ends too early');
  if (!reader.registers(key)) return end;
  for (let at = from + 2; at < end; at += 3) reader.register(view.getUint16(at, true), view.getUint8(at + 2));
  return end;
}
