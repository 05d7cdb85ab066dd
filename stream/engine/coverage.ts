import { compareOffsets, type Offset, START } from './offsets.ts';

/**
 * Up to which log entry each segment of entities is saved, and since which it is not: what decides where the log may be
 * trimmed, and what recovery passes over.
 */
export class Coverage {
  /** By segment: the entry that first changed it after it was saved. */
  readonly #since: (Offset | undefined)[] = [];
  readonly #covered: (Offset | undefined)[] = [];
  /** Changed segments, longest changed first. */
  #queue: number[] = [];
  /** Segments that must be saved in one checkpoint, because entities moved between them. */
  #together: readonly number[] = [];

  changed(segment: number, at: Offset): void {
    if (this.#since[segment] !== undefined) return;
    this.#since[segment] = at;
    this.#queue.push(segment);
  }

  /** What the segment holds includes every entry up to here. */
  covered(segment: number): Offset {
    return this.#covered[segment] ?? START;
  }
  load(segment: number, covered: Offset): void {
    this.#covered[segment] = covered;
  }

  /** Entities moved between these two: from now until the next save they are saved together. */
  tie(from: number, to: number): void {
    this.#together = [from, to];
  }
  get tied(): boolean {
    return this.#together.length > 0;
  }
  get any(): boolean {
    return this.changes > 0;
  }
  /** How many segments have changed since they were saved. */
  get changes(): number {
    return this.#queue.length;
  }

  /** Visits changed segments, longest changed first, until `save` has given `maxBytes`; they then cover everything up to `now`. */
  drain(now: Offset, maxBytes: number, save: (segment: number) => number): void {
    let left = maxBytes;
    while (left > 0 && this.#queue.length > 0) {
      const next = this.#queue[0] as number;
      const group = this.#together.includes(next) ? this.#together : [next];
      if (group.length > 1) this.#together = [];
      for (const segment of group) {
        left -= save(segment);
        this.#covered[segment] = now;
        this.#since[segment] = undefined;
      }
      this.#queue = this.#queue.filter((segment) => !group.includes(segment));
    }
  }

  /** The oldest entry that the log must still hold, `now` when all is saved. */
  oldest(now: Offset): Offset {
    let oldest = now;
    for (const segment of this.#queue) {
      const since = this.#since[segment];
      if (since !== undefined && compareOffsets(since, oldest) < 0) oldest = since;
    }
    return oldest;
  }
}
