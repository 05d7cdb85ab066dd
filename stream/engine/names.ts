import { REST, UNKNOWN } from '../contract/names.ts';
import type { Names } from './shape.ts';
import { Spellings } from './spellings.ts';

/** The number of `…`, the group of what is not kept apart; 0 is `unknown`. */
export const REST_NAME = 1;

/** Interned strings, numbered in the order of first sight. O(1). */
export class NameTable implements Names {
  readonly #texts: string[] = [UNKNOWN, REST];
  readonly #numbers = new Map<string, number>([
    [UNKNOWN, 0],
    [REST, REST_NAME],
  ]);

  readonly #spellings = new Spellings((text) => this.intern(text));

  get size(): number {
    return this.#texts.length;
  }

  intern(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const id = this.#texts.length;
    this.#texts.push(text);
    this.#numbers.set(text, id);
    return id;
  }

  internBytes(bytes: Uint8Array, start: number, end: number): number {
    return this.#spellings.numberOf(bytes, start, end);
  }

  text(id: number): string {
    return this.#texts[id] ?? UNKNOWN;
  }

  find(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  /** Names from number `from` on. */
  since(from: number): string[] {
    return this.#texts.slice(from);
  }

  /** Takes over names of another table; those already known are passed over. Throws RangeError on a gap. */
  load(from: number, texts: readonly string[]): void {
    if (from > this.#texts.length) throw new RangeError(`names begin at ${from}, known are ${this.#texts.length}`);
    for (let index = this.#texts.length - from; index < texts.length; index++) this.intern(texts[index] as string);
  }
}
