/** Between two readings on account of something that is not known, ms: guessing must not load Redis. */
const LOOK_MS = 250;

/** Reads what is kept in Redis: one reading after the other, so that an older one never comes in over a newer. */
export class Lookup {
  private readonly run: () => Promise<void>;
  private readAt = Number.NEGATIVE_INFINITY;
  private looking: Promise<void> | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(run: () => Promise<void>) {
    this.run = run;
  }

  /** Reads it again. */
  read(): Promise<void> {
    this.readAt = performance.now();
    this.last = this.last.catch(() => {}).then(this.run);
    return this.last;
  }

  /** Reads it again, but not sooner than LOOK_MS after the last time, however many ask. Never throws: what is known goes on to count. */
  look(): Promise<void> {
    this.looking ??= new Promise((resolve) => setTimeout(resolve, this.readAt + LOOK_MS - performance.now()))
      .then(() => this.read())
      .catch(() => {}) // Redis is away
      .finally(() => {
        this.looking = undefined;
      });
    return this.looking;
  }
}
