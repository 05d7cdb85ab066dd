import { PAGE } from '../engine/families.ts';
import type { Image } from '../engine/shape.ts';
import type { Projection } from './projection.ts';
import type { Tracker } from './tracker.ts';

interface Recent {
  readonly values: Float64Array;
  readonly versions: readonly number[];
  readonly images: readonly Image[];
}
const RECENT = 32;

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

  /** What one bucket gives; not to be changed. The buckets asked for last are remembered: several sums look at the same. */
  read(grain: number, bucket: number): Float64Array {
    const { family } = this.projection;
    const key = grain * 2 ** 31 + bucket;
    const known = this.#recent.get(key);
    const { images } = this.tracker;
    const fits = known?.values.length === this.length && known.images === images;
    if (fits && images.every((image, index) => image.version(family, grain, bucket) === known.versions[index]))
      return known.values;
    const values = fits ? known.values.fill(0) : new Float64Array(this.length);
    this.add(grain, bucket, values);
    if (!known && this.#recent.size >= RECENT) this.#recent.delete(this.#recent.keys().next().value as number);
    const versions = images.map((image) => image.version(family, grain, bucket));
    this.#recent.set(key, { values, versions, images });
    return values;
  }
  readonly #recent = new Map<number, Recent>();

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
