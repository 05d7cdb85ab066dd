import { Pile } from './pile.ts';

/** What of a sheet is not yet in a delta, in a redo record, or saved. */
const IN_DELTA = 1;
const IN_REDO = 2;
const UNSAVED = 4;
/** Its cells wait for the slower deltas. */
const SLOW = 8;
const WORDS = 16;

/**
 * Changed groups of sheets: one bit each for the next delta and for the next redo record (64 bytes a sheet, one cache
 * line), and the sheets to save, oldest first.
 */
export class Marks {
  /** 8 words of delta bits, then 8 words of redo bits for each sheet. */
  #bits = new Uint32Array(WORDS * 64);
  #flags = new Uint8Array(64);
  #since = new Float64Array(64);
  readonly #fast = new Pile();
  readonly #slow = new Pile();
  readonly #redo = new Pile();
  /** Pairs of sheet and the redo record that first touched it since it was saved. */
  #queue: number[] = [];
  #head = 0;

  mark(sheet: number, slot: number): void {
    const word = sheet * WORDS + (slot >>> 5);
    const bit = 1 << (slot & 31);
    const bits = this.#bits;
    bits[word] = (bits[word] as number) | bit;
    bits[word + 8] = (bits[word + 8] as number) | bit;
    if (((this.#flags[sheet] as number) & 3) !== 3) this.#enqueue(sheet);
  }

  #enqueue(sheet: number): void {
    const flags = this.#flags[sheet] as number;
    if ((flags & IN_DELTA) === 0) ((flags & SLOW) === 0 ? this.#fast : this.#slow).push(sheet);
    if ((flags & IN_REDO) === 0) this.#redo.push(sheet);
    this.#flags[sheet] = flags | IN_DELTA | IN_REDO;
  }

  /** A sheet comes to life. */
  add(sheet: number, slow: boolean): void {
    if (sheet >= this.#flags.length) this.#grow(sheet);
    this.#flags[sheet] = slow ? SLOW : 0;
  }

  /** A sheet's bucket closed. */
  remove(sheet: number): void {
    this.#flags[sheet] = 0;
    this.#bits.fill(0, sheet * WORDS, (sheet + 1) * WORDS);
  }

  /** A redo record that stands in Redis touches the sheet. */
  touched(sheet: number, redo: number): void {
    const flags = this.#flags[sheet] as number;
    if ((flags & UNSAVED) !== 0) return;
    this.#flags[sheet] = flags | UNSAVED;
    this.#since[sheet] = redo;
    this.#queue.push(sheet, redo);
  }

  hasDelta(): boolean {
    return this.#fast.count > 0 || this.#slow.count > 0;
  }
  hasRedo(): boolean {
    return this.#redo.count > 0;
  }
  hasUnsaved(): boolean {
    return this.#head < this.#queue.length;
  }

  /** Visits the sheets of the next delta with their changed slots (8 words of `bits` from `from`), and forgets the changes. */
  drainDelta(slow: boolean, visit: (sheet: number, bits: Uint32Array, from: number) => void): void {
    this.#drain(this.#fast, IN_DELTA, 0, visit);
    if (slow) this.#drain(this.#slow, IN_DELTA, 0, visit);
  }

  /** The same for redo record `redo`; its sheets queue to be saved. */
  drainRedo(redo: number, visit: (sheet: number, bits: Uint32Array, from: number) => void): void {
    this.#drain(this.#redo, IN_REDO, 8, (sheet, bits, from) => {
      visit(sheet, bits, from);
      this.touched(sheet, redo);
    });
  }

  #drain(sheets: Pile, flag: number, offset: number, visit: (sheet: number, bits: Uint32Array, from: number) => void) {
    for (let index = 0; index < sheets.count; index++) {
      const sheet = sheets.at(index);
      const flags = this.#flags[sheet] as number;
      if ((flags & flag) === 0) continue;
      this.#flags[sheet] = flags & ~flag;
      const from = sheet * WORDS + offset;
      visit(sheet, this.#bits, from);
      this.#bits.fill(0, from, from + 8);
    }
    sheets.clear();
  }

  /** Visits unsaved sheets, oldest first, until `save` says it is enough; those visited count as saved. */
  drainUnsaved(save: (sheet: number) => boolean): void {
    while (this.#skip()) {
      const sheet = this.#queue[this.#head] as number;
      this.#head += 2;
      this.#flags[sheet] = (this.#flags[sheet] as number) & ~UNSAVED;
      if (!save(sheet)) break;
    }
    if (this.#head > 4096 && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
  }

  /** The oldest redo record that an unsaved sheet still needs, Infinity when none. */
  oldestNeeded(): number {
    return this.#skip() ? (this.#queue[this.#head + 1] as number) : Number.POSITIVE_INFINITY;
  }

  /** Passes over what was saved or closed meanwhile. */
  #skip(): boolean {
    for (; this.#head < this.#queue.length; this.#head += 2) {
      const sheet = this.#queue[this.#head] as number;
      if (((this.#flags[sheet] as number) & UNSAVED) !== 0 && this.#since[sheet] === this.#queue[this.#head + 1])
        return true;
    }
    return false;
  }

  #grow(sheet: number): void {
    let length = this.#flags.length;
    while (length <= sheet) length *= 2;
    const flags = new Uint8Array(length);
    flags.set(this.#flags);
    this.#flags = flags;
    const since = new Float64Array(length);
    since.set(this.#since);
    this.#since = since;
    const bits = new Uint32Array(length * WORDS);
    bits.set(this.#bits);
    this.#bits = bits;
  }
}
