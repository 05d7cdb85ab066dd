/** Whole numbers on a pile that keeps its room when it is cleared. */
export class Pile {
  #items = new Int32Array(64);
  count = 0;

  push(item: number): void {
    if (this.count === this.#items.length) {
      const wider = new Int32Array(this.count * 2);
      wider.set(this.#items);
      this.#items = wider;
    }
    this.#items[this.count++] = item;
  }
  at(index: number): number {
    return this.#items[index] as number;
  }
  clear(): void {
    this.count = 0;
  }
}
