import type { Connection } from './connect.ts';
import { keys } from './keys.ts';

/** An aggregator that gave no sign of life for so long is not counted, ms. */
const ALIVE_MS = 2_000;

/** Who counts: every aggregator signs in now and then, and sees who else does. */
export class Roster {
  private readonly connection: Connection;
  private readonly name: string;
  constructor(connection: Connection, name: string) {
    this.connection = connection;
    this.name = name;
  }

  /** Signs in; the names of all that live, sorted. Time is Redis's, so that clocks need not agree. */
  async sign(): Promise<string[]> {
    const [seconds] = await this.connection.time();
    const now = Number(seconds) * 1000;
    await this.connection.zadd(keys.aggregators, now, this.name);
    await this.connection.zremrangebyscore(keys.aggregators, '-inf', now - 60_000);
    return (await this.connection.zrangebyscore(keys.aggregators, now - ALIVE_MS, '+inf')).sort();
  }

  /** Signs out, so that the others need not wait. */
  async leave(): Promise<void> {
    await this.connection.zrem(keys.aggregators, this.name);
  }
}

/** How many of `partitions` each of `living` aggregators should own at most, so that all are owned. */
export const fairShare = (partitions: number, living: number): number => Math.ceil(partitions / Math.max(1, living));
