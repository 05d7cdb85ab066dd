/** What of a page is not yet in a delta, in a redo record, or saved as a page. */
const IN_DELTA = 1;
const IN_REDO = 2;
const UNSAVED = 4;
/** The page stands in Redis, so it must be deleted there when its bucket closes. */
const STORED = 8;
/** Its cells wait for the slower deltas. */
const SLOW = 16;
const WORDS = 16;

/**
 * Changed slots of pages: one bit each for the next delta and for the next redo record (64 bytes a page, one cache
 * line), and the pages to save, oldest first.
 */
export class Marks {
  /** 8 words of delta bits, then 8 words of redo bits for each page. */
  #bits = new Uint32Array(WORDS * 64);
  #flags = new Uint8Array(64);
  #since = new Float64Array(64);
  #fast: number[] = [];
  #slow: number[] = [];
  #redo: number[] = [];
  /** Pairs of page and the redo record that first touched it since it was saved. */
  #queue: number[] = [];
  #head = 0;
  /** Keys of stored pages whose bucket closed. */
  #deleted: number[] = [];

  mark(page: number, slot: number): void {
    const word = page * WORDS + (slot >>> 5);
    const bit = 1 << (slot & 31);
    const bits = this.#bits;
    bits[word] = (bits[word] as number) | bit;
    bits[word + 8] = (bits[word + 8] as number) | bit;
    if (((this.#flags[page] as number) & 3) !== 3) this.#enqueue(page);
  }

  #enqueue(page: number): void {
    const flags = this.#flags[page] as number;
    if ((flags & IN_DELTA) === 0) ((flags & SLOW) === 0 ? this.#fast : this.#slow).push(page);
    if ((flags & IN_REDO) === 0) this.#redo.push(page);
    this.#flags[page] = flags | IN_DELTA | IN_REDO;
  }

  /** A page comes to life. `stored`: it was loaded from Redis. */
  add(page: number, slow: boolean): void {
    if (page >= this.#flags.length) this.#grow(page);
    this.#flags[page] = slow ? SLOW : 0;
  }

  /** A page's bucket closed. */
  remove(page: number, key: number): void {
    if (((this.#flags[page] as number) & STORED) !== 0) this.#deleted.push(key);
    this.#flags[page] = 0;
    this.#bits.fill(0, page * WORDS, (page + 1) * WORDS);
  }

  /** The page stands in Redis as it is. */
  stored(page: number): void {
    this.#flags[page] = (this.#flags[page] as number) | STORED;
  }

  /** A redo record that stands in Redis touches the page. */
  touched(page: number, redo: number): void {
    const flags = this.#flags[page] as number;
    if ((flags & UNSAVED) !== 0) return;
    this.#flags[page] = flags | UNSAVED;
    this.#since[page] = redo;
    this.#queue.push(page, redo);
  }

  hasDelta(): boolean {
    return this.#fast.length > 0 || this.#slow.length > 0;
  }
  hasRedo(): boolean {
    return this.#redo.length > 0 || this.#deleted.length > 0;
  }
  hasUnsaved(): boolean {
    return this.#head < this.#queue.length;
  }

  /** Visits the pages of the next delta with their changed slots (8 words of `bits` from `from`), and forgets the changes. */
  drainDelta(slow: boolean, visit: (page: number, bits: Uint32Array, from: number) => void): void {
    const fast = this.#fast;
    this.#fast = [];
    this.#drain(fast, IN_DELTA, 0, visit);
    if (!slow) return;
    const rest = this.#slow;
    this.#slow = [];
    this.#drain(rest, IN_DELTA, 0, visit);
  }

  /** The same for redo record `redo`; its pages queue to be saved. */
  drainRedo(redo: number, visit: (page: number, bits: Uint32Array, from: number) => void): void {
    const pages = this.#redo;
    this.#redo = [];
    this.#drain(pages, IN_REDO, 8, (page, bits, from) => {
      visit(page, bits, from);
      this.touched(page, redo);
    });
  }

  #drain(
    pages: number[],
    flag: number,
    offset: number,
    visit: (page: number, bits: Uint32Array, from: number) => void,
  ) {
    for (const page of pages) {
      const flags = this.#flags[page] as number;
      if ((flags & flag) === 0) continue;
      this.#flags[page] = flags & ~flag;
      const from = page * WORDS + offset;
      visit(page, this.#bits, from);
      this.#bits.fill(0, from, from + 8);
    }
  }

  /** Visits unsaved pages, oldest first, until `save` says it is enough; those visited count as saved. */
  drainUnsaved(save: (page: number) => boolean): void {
    while (this.#skip()) {
      const page = this.#queue[this.#head] as number;
      this.#head += 2;
      this.#flags[page] = ((this.#flags[page] as number) & ~UNSAVED) | STORED;
      if (!save(page)) break;
    }
    if (this.#head > 4096 && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
  }

  /** The oldest redo record that an unsaved page still needs, Infinity when none. */
  oldestNeeded(): number {
    return this.#skip() ? (this.#queue[this.#head + 1] as number) : Number.POSITIVE_INFINITY;
  }

  takeDeleted(): number[] {
    const deleted = this.#deleted;
    this.#deleted = [];
    return deleted;
  }

  /** Passes over what was saved or closed meanwhile. */
  #skip(): boolean {
    for (; this.#head < this.#queue.length; this.#head += 2) {
      const page = this.#queue[this.#head] as number;
      if (((this.#flags[page] as number) & UNSAVED) !== 0 && this.#since[page] === this.#queue[this.#head + 1])
        return true;
    }
    return false;
  }

  #grow(page: number): void {
    let length = this.#flags.length;
    while (length <= page) length *= 2;
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
