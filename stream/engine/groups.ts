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
  #flat = new Int32Array(3 * 16);
  readonly #dims: (readonly number[] | undefined)[] = [];
  #table = new Int32Array(32);

  constructor(width: number) {
    this.width = width;
  }

  get size(): number {
    return this.#size;
  }

  dims(group: number): readonly number[] {
    let dims = this.#dims[group];
    if (!dims) {
      dims = Array.from(this.#flat.subarray(group * 3, group * 3 + this.width));
      this.#dims[group] = dims;
    }
    return dims;
  }

  /** The group of these names (0 for dims the family does not have), or -1. */
  find(a: number, b: number, c: number): number {
    return (this.#table[this.#slot(a, b, c)] as number) - 1;
  }

  /** The group of these names, made when new. Throws RangeError when the family is full. */
  of(a: number, b: number, c: number): number {
    const slot = this.#slot(a, b, c);
    const known = this.#table[slot] as number;
    if (known > 0) return known - 1;
    if (this.#size >= CROWDED) {
      const inner = this.width - 1;
      const [x, y, z] = [inner === 0 ? REST_NAME : a, inner === 1 ? REST_NAME : b, inner === 2 ? REST_NAME : c];
      if (a !== x || b !== y || c !== z) return this.of(x, y, z);
      if (this.#size >= MAX_GROUPS) throw new RangeError('too many groups');
    }
    return this.#add(slot, a, b, c);
  }

  /** Dims of all groups from number `from` on, in a row. */
  since(from: number): number[] {
    const row: number[] = [];
    for (let group = from; group < this.#size; group++) row.push(...this.dims(group));
    return row;
  }

  /** Takes over groups of another table; those already known are passed over. Throws RangeError on a gap. */
  load(from: number, row: readonly number[]): void {
    if (from > this.#size) throw new RangeError(`groups begin at ${from}, known are ${this.#size}`);
    for (let group = this.#size; group < from + row.length / this.width; group++) {
      const at = (group - from) * this.width;
      const [a, b, c] = [
        row[at] ?? 0,
        this.width > 1 ? (row[at + 1] ?? 0) : 0,
        this.width > 2 ? (row[at + 2] ?? 0) : 0,
      ];
      this.#add(this.#slot(a, b, c), a, b, c);
    }
  }

  #add(slot: number, a: number, b: number, c: number): number {
    const group = this.#size++;
    if (group * 3 >= this.#flat.length) {
      const wider = new Int32Array(this.#flat.length * 2);
      wider.set(this.#flat);
      this.#flat = wider;
    }
    this.#flat[group * 3] = a;
    this.#flat[group * 3 + 1] = b;
    this.#flat[group * 3 + 2] = c;
    this.#table[slot] = group + 1;
    if (this.#size * 2 > this.#table.length) this.#rehash();
    return group;
  }

  #rehash(): void {
    this.#table = new Int32Array(this.#table.length * 2);
    const flat = this.#flat;
    for (let group = 0; group < this.#size; group++)
      this.#table[this.#slot(flat[group * 3] as number, flat[group * 3 + 1] as number, flat[group * 3 + 2] as number)] =
        group + 1;
  }

  /** Where the group stands in the table, or the free slot where it belongs. */
  #slot(a: number, b: number, c: number): number {
    const mask = this.#table.length - 1;
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const group = (this.#table[slot] as number) - 1;
      if (group < 0) return slot;
      const at = group * 3;
      if (this.#flat[at] === a && this.#flat[at + 1] === b && this.#flat[at + 2] === c) return slot;
      slot = (slot + 1) & mask;
    }
  }
}
