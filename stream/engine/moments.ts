import { type Track, trackOf } from './buckets.ts';
import type { Days } from './days.ts';
import { bucketAt, bucketStart, DAY, FAMILY_LIST, GRAIN_MS } from './families.ts';
import type { ImageStore } from './image.ts';

/** Stretches of time remembered; a power of two, and no more than 32. */
const REMEMBERED = 16;

/** One family at one grain. */
export interface Target {
  readonly track: Track;
  readonly family: number;
  readonly grain: number;
}

/**
 * The buckets of some families that amounts of a moment go to, one of each family and grain. Looked up once for all moments
 * of one bucket of the finest grain: no bucket begins, ends or closes within it.
 */
export class Moments {
  readonly list: readonly Target[];
  /** Bucket numbers by remembered stretch × targets; −1 = closed. */
  readonly buckets: Int32Array;
  /** The finest bucket that was opened last, and where in `buckets` its targets begin. */
  number = Number.NaN;
  from = 0;
  readonly #image: ImageStore;
  readonly #days: Days;
  readonly #finest: number;
  readonly #length: number;
  #start = Number.NaN;
  readonly #known = new Float64Array(REMEMBERED).fill(Number.NaN);
  /** Stretches to whose buckets something was added, one bit each. */
  #touched = 0;

  constructor(image: ImageStore, days: Days, families: readonly number[]) {
    this.#image = image;
    this.#days = days;
    this.list = families.flatMap((family) =>
      [...(FAMILY_LIST[family]?.keep.keys() ?? [])].map((grain) => ({
        track: image.cells.tracks[trackOf(family, grain)] as Track,
        family,
        grain,
      })),
    );
    this.buckets = new Int32Array(REMEMBERED * this.list.length);
    this.#finest = Math.min(...this.list.map(({ grain }) => grain));
    this.#length = GRAIN_MS[this.#finest] as number;
  }

  /** Buckets are about to close, or days become kept: nothing remembered holds. */
  forget(): void {
    this.settle();
    this.number = this.#start = Number.NaN;
    this.#known.fill(Number.NaN);
  }

  /** Makes `number` and `from` those of this moment. */
  open(at: number): void {
    if (at >= this.#start && at < this.#start + this.#length) return;
    const number = bucketAt(this.#finest, at);
    const place = number & (REMEMBERED - 1);
    this.number = number;
    this.#start = bucketStart(this.#finest, number);
    this.from = place * this.list.length;
    if (this.#known[place] === number) return;
    this.#settle(place);
    this.#known[place] = number;
    const day = this.#days.start(at);
    for (let index = 0; index < this.list.length; index++) {
      const { family, grain } = this.list[index] as Target;
      const start = grain === DAY ? day : at;
      this.buckets[this.from + index] = this.#image.keeping.isOpen(family, grain, start) ? bucketAt(grain, start) : -1;
    }
  }

  /** Something is added to the buckets opened last. */
  touch(): void {
    this.#touched |= 1 << (this.from / this.list.length);
  }

  /** Lets every reader of the touched buckets know. */
  settle(): void {
    for (let place = 0; this.#touched !== 0; place++) this.#settle(place);
  }

  #settle(place: number): void {
    if ((this.#touched & (1 << place)) === 0) return;
    this.#touched &= ~(1 << place);
    const from = place * this.list.length;
    for (let index = 0; index < this.list.length; index++) {
      const bucket = this.buckets[from + index] as number;
      if (bucket >= 0) this.#image.cells.changed((this.list[index] as Target).track, bucket);
    }
  }
}
