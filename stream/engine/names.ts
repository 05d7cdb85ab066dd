import { REST, UNKNOWN } from '../contract/names.ts';
import type { Names } from './shape.ts';
import { Spellings } from './spellings.ts';

/** The number of `…`, the group of what is not kept apart; 0 is `unknown`. */
export const REST_NAME = 1;

const encoder = new TextEncoder();
let scratch = new Uint8Array(1024);

/**
 * Interned names, numbered in the order of first sight. O(1). They are kept as bytes: hundreds of thousands of strings would be
 * most of the heap, and every garbage collection would walk over them all. A string is made of one whenever somebody reads it.
 */
export class NameTable implements Names {
  #size = 0;
  /** Where the bytes of each begin and end. */
  #places = new Uint32Array(2 * 1024);
  /** Numbers of names that do not say their bytes again: several spellings may be read as one. */
  readonly #damaged = new Map<string, number>();
  readonly #spellings = new Spellings((text, length) => this.#learn(text, length));

  constructor() {
    this.intern(UNKNOWN);
    this.intern(REST);
  }

  get size(): number {
    return this.#size;
  }

  intern(text: string): number {
    const length = encode(text);
    return this.#spellings.numberOf(scratch, 0, length);
  }

  internBytes(bytes: Uint8Array, start: number, end: number): number {
    return this.#spellings.numberOf(bytes, start, end);
  }

  text(id: number): string {
    if (!(id < this.#size)) return UNKNOWN;
    return this.#spellings.text(this.#places[id * 2] as number, this.#places[id * 2 + 1] as number);
  }

  find(text: string): number | undefined {
    const length = encode(text);
    const known = this.#spellings.known(scratch, 0, length);
    return known < 0 ? undefined : known;
  }

  /** Names from number `from` on. */
  since(from: number): string[] {
    return Array.from({ length: Math.max(0, this.#size - from) }, (_, index) => this.text(from + index));
  }

  /** Takes over names of another table; those already known are passed over. Throws RangeError on a gap. */
  load(from: number, texts: readonly string[]): void {
    if (from > this.#size) throw new RangeError(`names begin at ${from}, known are ${this.#size}`);
    for (let index = this.#size - from; index < texts.length; index++) this.intern(texts[index] as string);
  }

  #learn(text: string, length: number): number {
    const damaged = text.includes('\ufffd');
    const known = damaged ? this.#damaged.get(text) : undefined;
    if (known !== undefined) return known;
    const id = this.#size++;
    if (damaged) this.#damaged.set(text, id);
    if (id * 2 === this.#places.length) {
      const wider = new Uint32Array(id * 4);
      wider.set(this.#places);
      this.#places = wider;
    }
    this.#places[id * 2] = this.#spellings.length;
    this.#places[id * 2 + 1] = this.#spellings.length + length;
    return id;
  }
}

/** Into `scratch`, which may be another one afterwards; returns how many bytes. */
function encode(text: string): number {
  if (scratch.length < text.length * 3) scratch = new Uint8Array(text.length * 6);
  return encoder.encodeInto(text, scratch).written;
}
