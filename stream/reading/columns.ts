import { PAGE } from '../engine/families.ts';
import type { Projection } from './projection.ts';
import type { Tracker } from './tracker.ts';

/** The vectors of one projection: measure by measure, each `stride` slots long. */
export class Columns {
  readonly projection: Projection;
  readonly measures: readonly number[];
  readonly tracker: Tracker;

  constructor(projection: Projection, measures: readonly number[], tracker: Tracker) {
    this.projection = projection;
    this.measures = measures;
    this.tracker = tracker;
  }

  get length(): number {
    return this.measures.length * this.projection.stride;
  }

  /** What one bucket gives; good until the next call. */
  read(grain: number, bucket: number): Float64Array {
    if (this.#scratch.length === this.length) this.#scratch.fill(0);
    else this.#scratch = new Float64Array(this.length);
    this.add(grain, bucket, this.#scratch);
    return this.#scratch;
  }
  #scratch = new Float64Array(0);

  /** Adds one bucket of all partitions to `into`. O(groups × measures). */
  add(grain: number, bucket: number, into: Float64Array): void {
    const { projection, measures } = this;
    const { family, stride } = projection;
    const images = this.tracker.images;
    for (let index = 0; index < images.length; index++) {
      const image = images[index];
      if (image === undefined || image.version(family, grain, bucket) === 0) continue;
      const map = projection.mapOf(index);
      const groups = projection.sizeOf(index);
      for (let place = 0; place < measures.length; place++) {
        const base = place * stride;
        for (let first = 0; first < groups; first += PAGE) {
          const page = image.page(family, grain, measures[place] as number, first / PAGE, bucket);
          if (page === undefined) continue;
          const { values } = page;
          const count = Math.min(page.size, groups - first);
          for (let offset = 0; offset < count; offset++) {
            const value = values[page.base + offset * page.stride] as number;
            if (value === 0) continue;
            const slot = map[first + offset] as number;
            if (slot >= 0) into[base + slot] = (into[base + slot] as number) + value;
          }
        }
      }
    }
  }
}
