/** A half of the memory: an offset older than two of these is forgotten. */
const HALF_MS = 30_000;

/** No message comes so late over a line that lives: one that says so is of a clock that was set back, ms. */
const SET_BACK_MS = 60_000;

/** Local milliseconds that never jump when somebody sets the machine's clock. */
export const monotonic = (): number => performance.now();

/**
 * The server's clock on a machine whose own clock may be wrong. Each message carries the server's time; the way here
 * only makes it look older, so the largest difference of the last 30 to 60 s is the nearest to the truth, unless the server's
 * clock was set back meanwhile.
 */
export class ServerClock {
  #older = Number.NEGATIVE_INFINITY;
  #newer = Number.NEGATIVE_INFINITY;
  #turned = Number.NEGATIVE_INFINITY;
  readonly #local: () => number;

  constructor(local: () => number = monotonic) {
    this.#local = local;
  }

  /** Learn from a message that says `at`, epoch ms. */
  hear(at: number): void {
    const local = this.#local();
    if (Math.max(this.#older, this.#newer) - (at - local) > SET_BACK_MS) {
      this.#older = Number.NEGATIVE_INFINITY;
      this.#newer = Number.NEGATIVE_INFINITY;
    }
    if (local - this.#turned >= HALF_MS) {
      this.#older = local - this.#turned >= 2 * HALF_MS ? Number.NEGATIVE_INFINITY : this.#newer;
      this.#newer = Number.NEGATIVE_INFINITY;
      this.#turned = local;
    }
    this.#newer = Math.max(this.#newer, at - local);
  }

  /** The server's now, epoch ms; undefined before the first message. */
  now(): number | undefined {
    const offset = Math.max(this.#older, this.#newer);
    return Number.isFinite(offset) ? this.#local() + offset : undefined;
  }
}
