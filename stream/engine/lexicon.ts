import { Writer } from './bytes.ts';

const LOW = 0x811c9dc5;
const HIGH = 0x9747b28c;

/** The two halves of `contentHash`. */
export const lanes = new Int32Array(2);

/** A quick hash of 64 bits over UTF-16 units, into `lanes`: it need not withstand an enemy, only tell contents apart. */
export function contentHash(text: string): void {
  let low = LOW;
  let high = HIGH;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995);
    high ^= high >>> 15;
  }
  lanes[0] = low ^ (low >>> 15);
  lanes[1] = high;
}

/** The same of plain ASCII in bytes. */
export function asciiHash(bytes: Uint8Array, from: number, to: number): void {
  let low = LOW;
  let high = HIGH;
  for (let index = from; index < to; index += 1) {
    const code = bytes[index] as number;
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995);
    high ^= high >>> 15;
  }
  lanes[0] = low ^ (low >>> 15);
  lanes[1] = high;
}

/** More names than the caps let in; beyond, titles have filled it, and it begins anew. */
const MOST = 1 << 20;

/**
 * Names as the edge numbers them: one number a text, 0 is ''. With each stands what a row and a dictionary need of it, so
 * that a name that comes again is never read through again. O(1).
 */
export class Lexicon {
  /** Changes when all numbers were forgotten. */
  generation = 0;
  readonly #numbers = new Map<string, number>();
  readonly #most: number;
  #texts: string[] = [''];
  /** Both halves of the content hash, and where the name stands in `#written`. */
  #about = new Int32Array(3 * 1024);
  /** Each name as a dictionary has it: length, then UTF-8. */
  #written = new Writer(16_384);

  constructor(most = MOST) {
    this.#most = most;
  }

  /** Its number; learnt when it is new. */
  numberOf(text: string): number {
    if (text === '') return 0;
    return this.#numbers.get(text) ?? this.#learn(text);
  }
  textOf(number: number): string {
    return this.#texts[number] as string;
  }
  /** Halves of the content hash. */
  low(number: number): number {
    return this.#about[number * 3] as number;
  }
  high(number: number): number {
    return this.#about[number * 3 + 1] as number;
  }
  /** Appends it to a dictionary. */
  write(number: number, out: Writer): void {
    const from = this.#about[number * 3 + 2] as number;
    const next = number + 1 < this.#texts.length ? (this.#about[number * 3 + 5] as number) : this.#written.length;
    out.copy(this.#written.bytes, from, next);
  }

  /** Forgets everything when it is full. To be called between two events, when nobody holds a number. */
  breathe(): void {
    if (this.#texts.length < this.#most) return;
    this.generation++;
    this.#numbers.clear();
    this.#texts = [''];
    this.#written = new Writer(16_384);
  }

  #learn(text: string): number {
    const number = this.#texts.push(text) - 1;
    if ((number + 1) * 3 > this.#about.length) {
      const wider = new Int32Array(this.#about.length * 2);
      wider.set(this.#about);
      this.#about = wider;
    }
    contentHash(text);
    this.#about[number * 3] = lanes[0] as number;
    this.#about[number * 3 + 1] = lanes[1] as number;
    this.#about[number * 3 + 2] = this.#written.length;
    this.#written.text(text);
    this.#numbers.set(text, number);
    return number;
  }
}
