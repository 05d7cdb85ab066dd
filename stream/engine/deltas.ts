/*
 * Cells and registers as bytes, in deltas and in redo records; all values absolute, little endian. Sections:
 *   cells      f64 page key (0 or more) · u8 n−1 · n × u8 slot · n × f64 value
 *   registers  f64 −1 − sketch key      · u16 n  · n × (u16 register, u8 value)
 */

/** Writes sections into a buffer that grows. */
export class SectionWriter {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor(capacity = 4096) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  /** The first `count` of these slots, with their values. */
  cells(key: number, slots: Uint8Array, values: Float64Array, count: number): void {
    if (count === 0) return;
    this.#reserve(9 + count * 9);
    const view = this.#view;
    const bytes = this.#bytes;
    let at = this.#length;
    view.setFloat64(at, key, true);
    bytes[at + 8] = count - 1;
    at += 9;
    for (let index = 0; index < count; index++) bytes[at++] = slots[index] as number;
    for (let index = 0; index < count; index++, at += 8) view.setFloat64(at, values[index] as number, true);
    this.#length = at;
  }

  /** Registers of a sketch; `value` gives what stands there now. */
  registers(key: number, changed: readonly number[], value: (register: number) => number): void {
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

  /** A copy of what was written; the writer is empty afterwards. */
  take(): Uint8Array {
    const bytes = this.#bytes.slice(0, this.#length);
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

/** What reads sections: `cells` is told a page and then gets its cells one by one, unless it answers false. */
export interface SectionReader {
  cells(key: number): boolean;
  cell(slot: number, value: number): void;
  registers(key: number): boolean;
  register(register: number, value: number): void;
}

/** Visits all sections in order. Throws RangeError when the bytes end too early. O(bytes). */
export function readSections(bytes: Uint8Array, reader: SectionReader): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < bytes.length) {
    const key = view.getFloat64(at, true);
    if (key >= 0) {
      const count = view.getUint8(at + 8) + 1;
      const slots = at + 9;
      const values = slots + count;
      at = values + count * 8;
      if (at > bytes.length) throw new RangeError('a section ends too early');
      if (!reader.cells(key)) continue;
      for (let index = 0; index < count; index++)
        reader.cell(bytes[slots + index] as number, view.getFloat64(values + index * 8, true));
    } else {
      const count = view.getUint16(at + 8, true);
      const first = at + 10;
      at = first + count * 3;
      if (at > bytes.length) throw new RangeError('a section ends too early');
      if (!reader.registers(-1 - key)) continue;
      for (let entry = first; entry < at; entry += 3)
        reader.register(view.getUint16(entry, true), bytes[entry + 2] as number);
    }
  }
}
