/**
 * A token bucket: `rate` a second on average, `burst` at once. What is one by itself, an attempt, needs a whole token:
 * `takeOne`. What shows its size only once it has passed, a body of events, needs something left and may go into debt, so
 * that a large one is never split: `wait`, then `take`.
 */
export class Bucket {
  private readonly rate: number;
  private readonly burst: number;
  private tokens: number;
  private filledAt: number;

  constructor(rate: number, burst: number, now: number) {
    this.rate = rate;
    this.burst = burst;
    this.tokens = burst;
    this.filledAt = now;
  }

  /** Takes one whole token, never into debt, or says in how many seconds there is one; 0 = taken. `now` in ms. */
  takeOne(now: number): number {
    this.fill(now);
    if (this.tokens < 1) return this.untilOne();
    this.tokens -= 1;
    return 0;
  }

  /** Seconds until something of any size may pass; 0 = now. Takes nothing. `now` in ms. */
  wait(now: number): number {
    this.fill(now);
    return this.tokens > 0 ? 0 : this.untilOne();
  }

  /** Takes what has passed, into debt where that was more than was left; less than 0 gives back. */
  take(amount: number): void {
    this.tokens -= amount;
  }

  private fill(now: number): void {
    if (this.rate === Number.POSITIVE_INFINITY) return;
    // A clock that was set back an hour must not take an hour's tokens away.
    const passed = Math.max(0, now - this.filledAt);
    this.tokens = Math.min(this.burst, this.tokens + (passed / 1000) * this.rate);
    this.filledAt = now;
  }

  private untilOne(): number {
    return Math.max(0.001, (1 - this.tokens) / this.rate);
  }
}

/** One bucket a name and rate, forgotten when there are too many names: a flood of names must not grow memory. */
export class Buckets {
  private readonly buckets = new Map<string, Bucket>();
  private readonly limit: number;
  constructor(limit = 10_000) {
    this.limit = limit;
  }

  of(name: string, rate: number, burst: number, now: number): Bucket {
    const key = `${rate} ${name}`; // who is given another rate begins anew with it
    let bucket = this.buckets.get(key);
    if (!bucket) {
      if (this.buckets.size >= this.limit) {
        const oldest = this.buckets.keys().next().value;
        if (oldest !== undefined) this.buckets.delete(oldest);
      }
      bucket = new Bucket(rate, burst, now);
      this.buckets.set(key, bucket);
    }
    return bucket;
  }
}
