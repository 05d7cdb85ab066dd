/** A seeded generator of 32-bit numbers (sfc32, PractRand-tested): the same seed gives the same history on every machine. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #count: number;

  constructor(seed: number) {
    this.#a = seed | 0;
    this.#b = Math.floor(seed / 2 ** 32) | 0;
    this.#c = 0x9e3779b9 | 0;
    this.#count = 1;
    for (let i = 0; i < 15; i++) this.#next();
  }

  #next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return sum >>> 0;
  }

  /** In [0, 1). */
  unit(): number {
    return this.#next() / 2 ** 32;
  }

  /** An integer in [0, limit). */
  below(limit: number): number {
    return Math.floor(this.unit() * limit);
  }

  /** An integer in [from, to]. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** Exponentially distributed with the given mean. */
  wait(mean: number): number {
    return -Math.log(1 - this.unit()) * mean;
  }

  /** One of the list, evenly. Throws on an empty list. */
  one<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new RangeError('nothing to choose from');
    return picked;
  }
}

/** Draws from a list by weight, in O(log n). */
export class Weighted<T> {
  readonly #list: readonly T[];
  readonly #sums: number[] = [];

  constructor(list: readonly T[], weight: (entry: T) => number) {
    this.#list = list;
    let sum = 0;
    for (const entry of list) {
      sum += weight(entry);
      this.#sums.push(sum);
    }
  }

  draw(random: Random): T {
    const mark = random.unit() * (this.#sums.at(-1) ?? 0);
    let low = 0;
    let high = this.#sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) > mark) high = middle;
      else low = middle + 1;
    }
    const picked = this.#list[low];
    if (picked === undefined) throw new RangeError('nothing to choose from');
    return picked;
  }
}
