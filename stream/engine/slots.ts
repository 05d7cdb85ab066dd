/** A chunk of the arena: 2 MB of numbers. */
const CHUNK = 1 << 18;
const FIRST = 1 << 11;

/** How many numbers a run may have: pages begin small and grow. */
export const RUNS: readonly number[] = [8, 32, 128, 256];

/**
 * Runs of float64 in a few sizes, carved from large chunks and recycled through free lists. A run is named by its base:
 * chunk number × 2^18 + offset. Freed runs are zeroed. The first chunk starts small, so that an empty partition is cheap.
 */
export class Slots {
  readonly chunks: Float64Array[] = [new Float64Array(FIRST)];
  readonly #free: number[][] = RUNS.map(() => []);
  #end = 0;

  /** Base of a zeroed run of `RUNS[kind]` numbers. */
  take(kind: number): number {
    const free = (this.#free[kind] as number[]).pop();
    if (free !== undefined) return free;
    const size = RUNS[kind] as number;
    if ((this.#end & (CHUNK - 1)) + size > CHUNK) this.#end = ((this.#end >>> 18) + 1) << 18;
    const base = this.#end;
    this.#end += size;
    const chunk = base >>> 18;
    if (chunk === this.chunks.length) this.chunks.push(new Float64Array(CHUNK));
    const offset = base & (CHUNK - 1);
    let length = (this.chunks[chunk] as Float64Array).length;
    if (offset + size > length) {
      while (offset + size > length) length *= 2;
      const wider = new Float64Array(length);
      wider.set(this.chunks[chunk] as Float64Array);
      this.chunks[chunk] = wider;
    }
    return base;
  }

  give(kind: number, base: number): void {
    const offset = base & (CHUNK - 1);
    (this.chunks[base >>> 18] as Float64Array).fill(0, offset, offset + (RUNS[kind] as number));
    (this.#free[kind] as number[]).push(base);
  }

  /** Numbers held, used or free. */
  get size(): number {
    return this.#end;
  }
}
