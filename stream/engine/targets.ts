import { type Track, trackOf } from './buckets.ts';
import { NO_ROW } from './cells.ts';
import type { Days } from './days.ts';
import { bucketAt, DAY, FAMILY_LIST } from './families.ts';
import type { ImageStore } from './image.ts';

/** Places remembered; a power of two. */
const REMEMBERED = 64;

/** One family at one grain. */
export interface Target {
  readonly track: Track;
  readonly family: number;
  readonly grain: number;
}

/**
 * Rows that one amount of some families goes to: one of each family and grain. Rows are remembered by moment and place,
 * because most amounts of an order share both, and most orders of a second the moment's buckets.
 */
export class Targets {
  readonly list: readonly Target[];
  /** Bucket numbers at the moment opened last; −1 = closed. */
  readonly buckets: Int32Array;
  /** Rows by remembered place × targets. */
  readonly rows: Uint32Array;
  readonly #image: ImageStore;
  readonly #days: Days;
  readonly #at = new Float64Array(REMEMBERED).fill(Number.NaN);
  readonly #keys = new Int32Array(REMEMBERED * 4);
  readonly #moves = new Float64Array(REMEMBERED);
  #opened = Number.NaN;
  #touched = false;

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
    this.buckets = new Int32Array(this.list.length);
    this.rows = new Uint32Array(REMEMBERED * this.list.length);
  }

  /** Buckets have closed, or days become kept: nothing remembered holds. */
  forget(): void {
    this.#opened = Number.NaN;
    this.#at.fill(Number.NaN);
  }

  /** Where in `rows` the rows of this moment and place are; negative when they must be found (`-1 - from`) and `found` called. */
  recall(at: number, a: number, b: number, c: number, d: number): number {
    if (at !== this.#opened) this.#open(at);
    const place = (Math.imul(a, 31) + Math.imul(b, 17) + Math.imul(c, 7) + d) & (REMEMBERED - 1);
    const keys = this.#keys;
    const key = place * 4;
    const from = place * this.list.length;
    if (
      this.#at[place] === at &&
      this.#moves[place] === this.#image.cells.moves &&
      keys[key] === a &&
      keys[key + 1] === b &&
      keys[key + 2] === c &&
      keys[key + 3] === d
    )
      return from;
    this.#at[place] = at;
    keys[key] = a;
    keys[key + 1] = b;
    keys[key + 2] = c;
    keys[key + 3] = d;
    return -1 - from;
  }

  /** Finds the rows of the place that `recall` asked for; `groupOf` gives the group of each target. */
  find(from: number, groups: Int32Array): void {
    const { cells } = this.#image;
    // A row may move while the next one is made.
    for (let moves = -1; moves !== cells.moves; ) {
      moves = cells.moves;
      for (let index = 0; index < this.list.length; index++) {
        const bucket = this.buckets[index] as number;
        this.rows[from + index] =
          bucket < 0 ? NO_ROW : cells.row((this.list[index] as Target).track, bucket, groups[index] as number);
      }
    }
    this.#moves[from / this.list.length] = cells.moves;
  }

  /** Lets every reader of the open buckets know that something was added to them. */
  settle(): void {
    if (!this.#touched) return;
    this.#touched = false;
    const { cells } = this.#image;
    for (let index = 0; index < this.list.length; index++) {
      const bucket = this.buckets[index] as number;
      if (bucket >= 0) cells.changed((this.list[index] as Target).track, bucket);
    }
  }
  touch(): void {
    this.#touched = true;
  }

  #open(at: number): void {
    this.settle();
    this.#opened = at;
    const day = this.#days.start(at);
    for (let index = 0; index < this.list.length; index++) {
      const { family, grain } = this.list[index] as Target;
      const start = grain === DAY ? day : at;
      this.buckets[index] = this.#image.keeping.isOpen(family, grain, start) ? bucketAt(grain, start) : -1;
    }
  }
}
