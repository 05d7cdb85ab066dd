import { NO_ROW } from './cells.ts';
import type { Days } from './days.ts';
import type { ImageStore } from './image.ts';
import { Moments, type Target } from './moments.ts';

/** Places remembered: more than most shops have of them at one moment. A power of two. */
const REMEMBERED = 1024;
/** Names of a place, and its moment. */
const KEYS = 5;

/**
 * Rows that the amounts of some families go to: one of each family and grain. Rows are remembered by moment and place,
 * because there are few places, and most orders of one second belong to the same moments.
 */
export class Targets {
  readonly moments: Moments;
  /** Rows by remembered place × targets. */
  readonly rows: Uint32Array;
  readonly #image: ImageStore;
  readonly #keys = new Int32Array(REMEMBERED * KEYS);
  readonly #moves = new Float64Array(REMEMBERED).fill(Number.NaN);

  constructor(image: ImageStore, days: Days, families: readonly number[]) {
    this.#image = image;
    this.moments = new Moments(image, days, families);
    this.rows = new Uint32Array(REMEMBERED * this.moments.list.length);
  }

  /** Buckets are about to close, or days become kept: nothing remembered holds. */
  forget(): void {
    this.moments.forget();
    this.#moves.fill(Number.NaN);
  }

  /** Where in `rows` the rows of this moment and place are; negative when they must be found (`-1 - from`) with `find`. */
  recall(at: number, a: number, b: number, c: number, d: number): number {
    const { moments } = this;
    moments.open(at);
    const { number } = moments;
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
    hash = Math.imul(hash ^ Math.imul(d, 0x27d4eb2f) ^ (hash >>> 15), 0x2c1b3c6d) + number;
    const place = (hash ^ (hash >>> 16)) & (REMEMBERED - 1);
    const keys = this.#keys;
    const key = place * KEYS;
    const from = place * moments.list.length;
    if (
      this.#moves[place] === this.#image.cells.moves &&
      keys[key] === number &&
      keys[key + 1] === a &&
      keys[key + 2] === b &&
      keys[key + 3] === c &&
      keys[key + 4] === d
    )
      return from;
    keys[key] = number;
    keys[key + 1] = a;
    keys[key + 2] = b;
    keys[key + 3] = c;
    keys[key + 4] = d;
    return -1 - from;
  }

  /** Finds the rows of the moment opened last for a place; `groups` gives the group of each target. */
  find(from: number, groups: Int32Array): void {
    const { cells } = this.#image;
    const { list, buckets, from: first } = this.moments;
    // A row may move while the next one is made.
    for (let moves = -1; moves !== cells.moves; ) {
      moves = cells.moves;
      for (let index = 0; index < list.length; index++) {
        const bucket = buckets[first + index] as number;
        this.rows[from + index] =
          bucket < 0 ? NO_ROW : cells.row((list[index] as Target).track, bucket, groups[index] as number);
      }
    }
    this.#moves[from / list.length] = cells.moves;
  }
}
