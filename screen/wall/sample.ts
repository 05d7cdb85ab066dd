/** A fair sample, of bounded size, of numbers that come by: each has the same chance to be in it. */
export class Sample {
  #kept: number[] = [];
  #seen = 0;
  readonly #most: number;
  readonly #random: () => number;

  constructor(most: number, random: () => number = Math.random) {
    this.#most = most;
    this.#random = random;
  }

  add(value: number): void {
    const place = this.#seen < this.#most ? this.#seen : Math.floor(this.#random() * (this.#seen + 1));
    this.#seen += 1;
    if (place < this.#most) this.#kept[place] = value;
  }

  /** What is in it; it begins anew. */
  take(): number[] {
    const kept = this.#kept;
    this.#kept = [];
    this.#seen = 0;
    return kept;
  }
}
