import type { Connection } from './connect.ts';
import { keys } from './keys.ts';

/**
 * Totals of the doors (accepted, late, rejected, by source) that outlive a server. Counted in memory and added to Redis
 * once a second, so a killed server loses at most a second of them; what is exact is counted by the aggregator.
 */
export class DoorCounters {
  private readonly connection: Connection;
  private sums = new Map<string, number>();
  private marks = new Map<string, number>();
  private readonly sources = new Set<string>();
  /** By source, the newest `at` so far: what comes late does not make it older. */
  private readonly newest = new Map<string, number>();
  private readonly limit: number;

  /** `limit`: how many sources are told apart; the rest count as `…`. */
  constructor(connection: Connection, limit = 200) {
    this.connection = connection;
    this.limit = limit;
  }

  add(name: string, amount = 1): void {
    if (amount !== 0) this.sums.set(name, (this.sums.get(name) ?? 0) + amount);
  }

  /** Accepted events of one source: how many, the newest `at` among them, and when they came (epoch ms). */
  accepted(source: string, amount: number, newest: number, now: number): void {
    if (!this.sources.has(source) && this.sources.size < this.limit) this.sources.add(source);
    const name = this.sources.has(source) ? source : '…';
    this.add(`source:${name}:accepted`, amount);
    this.marks.set(`source:${name}:last`, now);
    const known = Math.max(newest, this.newest.get(name) ?? 0);
    this.newest.set(name, known);
    this.marks.set(`source:${name}:newest`, known);
  }

  /** Adds what was counted since the last time. What cannot be written now is kept for the next time. */
  async flush(): Promise<void> {
    if (this.sums.size === 0 && this.marks.size === 0) return;
    const { sums, marks } = this;
    this.sums = new Map();
    this.marks = new Map();
    const line = this.connection.multi();
    for (const [name, amount] of sums) line.hincrby(keys.counters, name, amount);
    if (marks.size > 0) line.hset(keys.counters, Object.fromEntries(marks));
    try {
      await line.exec();
    } catch (error) {
      for (const [name, amount] of sums) this.add(name, amount);
      for (const [name, mark] of marks) if (!this.marks.has(name)) this.marks.set(name, mark);
      throw error;
    }
  }
}

/** Every total of every server since the beginning, by name. */
export async function readCounters(connection: Connection): Promise<Record<string, number>> {
  const stored = await connection.hgetall(keys.counters);
  return Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, Number(value)]));
}
