/** A token bucket: `rate` a second on average, `burst` at once. It may go into debt, so one large request is never split. */
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

  /** Seconds until something may pass again; 0 = now. `now` in ms. */
  wait(now: number): number {
    if (this.rate === Number.POSITIVE_INFINITY) return 0;
    this.tokens = Math.min(this.burst, this.tokens + ((now - this.filledAt) / 1000) * this.rate);
    this.filledAt = now;
    return this.tokens > 0 ? 0 : Math.max(0.001, (1 - this.tokens) / this.rate);
  }

  /** Takes what has passed. */
  take(amount: number): void {
    this.tokens -= amount;
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
