import { REST } from '../contract/names.ts';
import type { Projection } from './projection.ts';

/** Which slots stand alone in a reading, in order of rank; what is left goes into the row `…`. */
export class Rows {
  readonly slots: readonly number[];
  readonly hasRest: boolean;
  readonly #projection: Projection;
  readonly #places: number;

  constructor(projection: Projection, places: number, slots: readonly number[], hasRest: boolean) {
    this.#projection = projection;
    this.#places = places;
    this.slots = slots;
    this.hasRest = hasRest;
  }

  /** Keys by row; the rest has row -1. */
  *keys(): Generator<readonly [row: number, key: string]> {
    for (let row = 0; row < this.slots.length; row++)
      yield [row, this.#projection.name(this.slots[row] as number)] as const;
    if (this.hasRest) yield [-1, REST] as const;
  }

  /** Whether the rest is made of the same slots. */
  sameRest(other: Rows | undefined): boolean {
    if (!other || other.hasRest !== this.hasRest) return false;
    if (!this.hasRest) return true;
    if (other.slots.length !== this.slots.length) return false;
    const own = new Set(this.slots);
    return other.slots.every((slot) => own.has(slot));
  }

  /** One row of a vector, by measure. O(measures), of the rest O(slots × measures). */
  pick(values: Float64Array, row: number): number[] {
    const { stride } = this.#projection;
    const picked: number[] = [];
    for (let place = 0; place < this.#places; place++) {
      const base = place * stride;
      if (row >= 0) {
        picked.push(values[base + (this.slots[row] as number)] as number);
        continue;
      }
      let rest = 0;
      for (let slot = 0; slot < stride; slot++) rest += values[base + slot] as number;
      for (const slot of this.slots) rest -= values[base + slot] as number;
      picked.push(rest);
    }
    return picked;
  }
}
