import { Writer } from './bytes.ts';
import { REGISTERS } from './estimate.ts';
import { Chain } from './rises.ts';

const FIRST = 16;
/** Above this a table of entries would be as large as the registers themselves. */
const WIDEST = 2048;

/** The registers of one HyperLogLog: a small open addressing table of (register, value) while there are few (up to 1,536), then all 16,384. */
export class Sketch {
  readonly key: number;
  readonly group: number;
  /** Sparse: register + 1 above 8 bits of value; 0 = free. */
  #table: Uint32Array | undefined = new Uint32Array(FIRST);
  #count = 0;
  #dense: Uint8Array | undefined;
  /** Which registers rose since the last delta, and since the last redo record. */
  readonly delta = new Chain();
  readonly redo = new Chain();
  /** The redo record since which it is not saved, 0 when it is. */
  since = 0;
  stored = false;
  gone = false;

  constructor(key: number, group: number) {
    this.key = key;
    this.group = group;
  }

  get(register: number): number {
    if (this.#dense !== undefined) return this.#dense[register] as number;
    return (this.#table as Uint32Array)[this.#slot(register)] as number & 255;
  }

  /** Raises a register to `value`; false when it stands there or higher. */
  raise(register: number, value: number): boolean {
    if (this.#dense !== undefined) {
      if ((this.#dense[register] as number) >= value) return false;
      this.#dense[register] = value;
      return true;
    }
    const table = this.#table as Uint32Array;
    const slot = this.#slot(register);
    const entry = table[slot] as number;
    if ((entry & 255) >= value) return false;
    table[slot] = ((register + 1) << 8) | value;
    if (entry === 0 && ++this.#count * 4 > table.length * 3) this.#widen(table);
    return true;
  }

  /** Register-wise maximum with `into`. */
  mergeInto(into: Uint8Array): void {
    const dense = this.#dense;
    if (dense !== undefined) {
      for (let register = 0; register < REGISTERS; register++) {
        const value = dense[register] as number;
        if (value > (into[register] as number)) into[register] = value;
      }
      return;
    }
    for (const entry of this.#table as Uint32Array) {
      const register = (entry >>> 8) - 1;
      if (entry !== 0 && (entry & 255) > (into[register] as number)) into[register] = entry & 255;
    }
  }

  /** All registers when dense, otherwise 3 bytes an entry (u16 register, u8 value); they stand in `out`. */
  encode(out = new Writer()): Uint8Array {
    const { length: begin } = out;
    if (this.#dense !== undefined) out.raw(this.#dense);
    else {
      out.reserve(this.#count * 3);
      for (const entry of this.#table as Uint32Array) {
        if (entry === 0) continue;
        const register = (entry >>> 8) - 1;
        out.u8(register);
        out.u8(register >>> 8);
        out.u8(entry);
      }
    }
    return out.since(begin);
  }

  /** Raises registers to what `encode` gave. */
  load(bytes: Uint8Array): void {
    const empty = this.#dense === undefined && this.#count === 0;
    if (bytes.length === REGISTERS) {
      if (empty) {
        this.#dense = bytes.slice();
        this.#table = undefined;
        return;
      }
      for (let register = 0; register < REGISTERS; register++)
        if (bytes[register] !== 0) this.raise(register, bytes[register] as number);
      return;
    }
    if (empty) this.#table = new Uint32Array(sizeFor(bytes.length / 3));
    for (let at = 0; at + 2 < bytes.length; at += 3)
      this.raise((bytes[at] as number) | ((bytes[at + 1] as number) << 8), bytes[at + 2] as number);
  }

  #slot(register: number): number {
    const table = this.#table as Uint32Array;
    const mask = table.length - 1;
    let slot = (Math.imul(register, 0x9e3779b1) >>> 16) & mask;
    while (table[slot] !== 0 && (table[slot] as number) >>> 8 !== register + 1) slot = (slot + 1) & mask;
    return slot;
  }

  #widen(old: Uint32Array): void {
    if (old.length < WIDEST) this.#table = new Uint32Array(old.length * 2);
    else {
      this.#dense = new Uint8Array(REGISTERS);
      this.#table = undefined;
    }
    for (const entry of old) {
      if (entry === 0) continue;
      const register = (entry >>> 8) - 1;
      if (this.#dense !== undefined) this.#dense[register] = entry & 255;
      else (this.#table as Uint32Array)[this.#slot(register)] = entry;
    }
  }
}

/** Length of a table that holds so many entries without being widened, never above the widest. */
function sizeFor(entries: number): number {
  let length = FIRST;
  while (length < WIDEST && entries * 4 > length * 3) length *= 2;
  return length;
}
