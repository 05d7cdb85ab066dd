import { PAGE } from './families.ts';
import { REST_NAME } from './names.ts';
import type { Groups } from './shape.ts';

/** Blocks of a page key have 13 bits. */
export const MAX_GROUPS = 8192 * PAGE;
/** From here on new groups share the group whose innermost dim is `…`, so that sums by the outer dims stay right. */
const CROWDED = MAX_GROUPS - 65_536;

/** Groups of one family, found by up to three interned names through an open addressing table. O(1). */
export class GroupTable implements Groups {
  readonly width: number;
  #size = 0;
  /** The names of all groups in a row: arrays of their own would be most of the heap where there are many SKUs. */
  #dims: Int32Array;
  /** Four words an entry: three names, and the group's number + 1. */
  #table = new Int32Array(4 * 16);
  /** Groups of one name stand here instead: the group's number + 1 by that name. */
  #single = new Int32Array(64);

  constructor(width: number) {
    this.width = width;
    this.#dims = new Int32Array(width * 16);
  }

  get size(): number {
    return this.#size;
  }

  dims(group: number): readonly number[] {
    return group < this.#size ? Array.from(this.#dims.subarray(group * this.width, (group + 1) * this.width)) : [];
  }

  /** The group of these names (0 for dims the family does not have), or -1. */
  find(a: number, b: number, c: number): number {
    return this.#known(a, b, c) - 1;
  }

  /** The group of these names, made when new; when there are too many, the one whose innermost dim is `…`. */
  of(a: number, b: number, c: number): number {
    const known = this.#known(a, b, c);
    if (known > 0) return known - 1;
    if (this.#size >= CROWDED) {
      const full = this.#size >= MAX_GROUPS - 1;
      const inner = this.width - 1;
      const x = inner === 0 || full ? REST_NAME : a;
      const y = inner === 1 || (full && inner > 1) ? REST_NAME : b;
      const z = inner === 2 ? REST_NAME : c;
      if (a !== x || b !== y || c !== z) return this.of(x, y, z);
    }
    return this.#add(a, b, c);
  }

  /** Dims of all groups from number `from` on, in a row. */
  since(from: number): number[] {
    return Array.from(this.#dims.subarray(from * this.width, this.#size * this.width));
  }

  /** Takes over groups of another table; those already known are passed over. Throws RangeError on a gap. */
  load(from: number, row: readonly number[]): void {
    if (from > this.#size) throw new RangeError(`groups begin at ${from}, known are ${this.#size}`);
    for (let group = this.#size; group < from + row.length / this.width; group++) {
      const at = (group - from) * this.width;
      this.#add(row[at] ?? 0, this.width > 1 ? (row[at + 1] ?? 0) : 0, this.width > 2 ? (row[at + 2] ?? 0) : 0);
    }
  }

  #known(a: number, b: number, c: number): number {
    if (this.width === 1) return a < this.#single.length ? (this.#single[a] as number) : 0;
    return this.#table[this.#entry(a, b, c) + 3] as number;
  }

  #add(a: number, b: number, c: number): number {
    const group = this.#size++;
    this.#name(group, a, b, c);
    if (this.width === 1) this.#placeSingle(a, group);
    else {
      if (this.#size * 8 > this.#table.length) this.#rehash();
      this.#place(a, b, c, group);
    }
    return group;
  }

  #name(group: number, a: number, b: number, c: number): void {
    const at = group * this.width;
    if (at === this.#dims.length) {
      const longer = new Int32Array(at * 2);
      longer.set(this.#dims);
      this.#dims = longer;
    }
    this.#dims[at] = a;
    if (this.width > 1) this.#dims[at + 1] = b;
    if (this.width > 2) this.#dims[at + 2] = c;
  }

  #placeSingle(name: number, group: number): void {
    if (name >= this.#single.length) {
      const wider = new Int32Array(Math.max(this.#single.length * 2, name + 1));
      wider.set(this.#single);
      this.#single = wider;
    }
    this.#single[name] = group + 1;
  }

  #place(a: number, b: number, c: number, group: number): void {
    const entry = this.#entry(a, b, c);
    this.#table[entry] = a;
    this.#table[entry + 1] = b;
    this.#table[entry + 2] = c;
    this.#table[entry + 3] = group + 1;
  }

  #rehash(): void {
    const old = this.#table;
    this.#table = new Int32Array(old.length * 2);
    for (let entry = 0; entry < old.length; entry += 4) {
      const group = (old[entry + 3] as number) - 1;
      if (group >= 0) this.#place(old[entry] as number, old[entry + 1] as number, old[entry + 2] as number, group);
    }
  }

  /** Where the group stands in the table, or the free entry where it belongs. */
  #entry(a: number, b: number, c: number): number {
    const table = this.#table;
    const mask = table.length / 4 - 1;
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    for (let slot = (hash ^ (hash >>> 13)) & mask; ; slot = (slot + 1) & mask) {
      const entry = slot * 4;
      if (table[entry + 3] === 0) return entry;
      if (table[entry] === a && table[entry + 1] === b && table[entry + 2] === c) return entry;
    }
  }
}
