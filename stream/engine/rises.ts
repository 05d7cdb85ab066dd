/** Registers of one sketch, as they rose: entries of a `Rises`, the last one first. */
export class Chain {
  /** Entry + 1; 0 = none. */
  last = 0;
  count = 0;
}

/** Which registers of many sketches rose, one after the other: lists of their own would be born and left behind with every delta. */
export class Rises {
  #registers = new Uint16Array(1024);
  /** The entry + 1 of the same sketch before it; 0 = none. */
  #before = new Int32Array(1024);
  #taken = new Uint16Array(1024);
  #count = 0;

  /** O(1). */
  add(chain: Chain, register: number): void {
    if (this.#count === this.#registers.length) this.#grow();
    this.#registers[this.#count] = register;
    this.#before[this.#count] = chain.last;
    chain.last = ++this.#count;
    chain.count++;
  }

  /** The registers of a chain, good until the next call; the chain is empty afterwards. */
  take(chain: Chain): Uint16Array {
    const { count } = chain;
    if (count > this.#taken.length) this.#taken = new Uint16Array(count * 2);
    const taken = this.#taken;
    let entry = chain.last;
    for (let index = 0; entry !== 0; index++, entry = this.#before[entry - 1] as number)
      taken[index] = this.#registers[entry - 1] as number;
    chain.last = chain.count = 0;
    return taken.subarray(0, count);
  }

  /** All chains have been taken. */
  clear(): void {
    this.#count = 0;
  }

  #grow(): void {
    const registers = new Uint16Array(this.#count * 2);
    registers.set(this.#registers);
    this.#registers = registers;
    const before = new Int32Array(this.#count * 2);
    before.set(this.#before);
    this.#before = before;
  }
}
