/** Numbers of one chunk: 2 MB. */
export const CHUNK = 1 << 18;
const FIRST = 1 << 12;

export interface Chunk {
  readonly values: Float64Array;
  /** The same bytes as pairs of 32 bits. */
  readonly marks: Uint32Array;
}
const makeChunk = (values: Float64Array): Chunk => ({ values, marks: new Uint32Array(values.buffer) });

/**
 * Runs of float64 carved from large chunks and recycled by size. A run is named by its base: chunk number × 2^18 + offset.
 * Freed runs are zeroed. The first chunk starts small, so that an empty partition is cheap.
 */
export class Slots {
  readonly chunks: Chunk[] = [makeChunk(new Float64Array(FIRST))];
  readonly #free = new Map<number, number[]>();
  #end = 0;
  #used = 0;

  /** Base of a zeroed run of `size` numbers, a multiple of 8. */
  take(size: number): number {
    this.#used += size;
    const free = this.#free.get(size)?.pop();
    if (free !== undefined) return free;
    if ((this.#end & (CHUNK - 1)) + size > CHUNK) this.#end = ((this.#end >>> 18) + 1) * CHUNK;
    const base = this.#end;
    this.#end += size;
    const number = base >>> 18;
    if (number === this.chunks.length) this.chunks.push(makeChunk(new Float64Array(CHUNK)));
    const { values } = this.chunks[number] as Chunk;
    let { length } = values;
    const end = (base & (CHUNK - 1)) + size;
    if (end > length) {
      while (end > length) length *= 2;
      const wider = new Float64Array(length);
      wider.set(values);
      this.chunks[number] = makeChunk(wider);
    }
    return base;
  }

  give(base: number, size: number): void {
    this.#used -= size;
    const offset = base & (CHUNK - 1);
    this.chunk(base).values.fill(0, offset, offset + size);
    const free = this.#free.get(size);
    if (free) free.push(base);
    else this.#free.set(size, [base]);
  }

  chunk(base: number): Chunk {
    return this.chunks[base >>> 18] as Chunk;
  }

  /** Numbers in runs that are taken. */
  get used(): number {
    return this.#used;
  }
}
