import { randomUUID } from 'node:crypto';
import type { Connection } from './connect.ts';
import { keys } from './keys.ts';

/** One hash: its name behind `tw:now:`, its fields, and those that are gone. Money is integer minor units. */
export interface NowHash {
  what: string;
  fields: Record<string, string | number>;
  gone: readonly string[];
  /** The hash is replaced; otherwise its other fields stand. */
  whole: boolean;
}

const LEASE_MS = 3_000;

/**
 * The merged rolling metrics as plain hashes for people with redis-cli. Written once a second by whichever server holds
 * the lease.
 */
export class NowProjection {
  private readonly connection: Connection;
  private readonly holder = randomUUID();
  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Whether this server is the one that writes: it took the lease anew and knows nothing of the hashes, or kept it. */
  async hold(): Promise<'taken' | 'kept' | undefined> {
    const taken = await this.connection.set(keys.nowLease, this.holder, 'PX', LEASE_MS, 'NX');
    if (taken === 'OK') return 'taken';
    if ((await this.connection.get(keys.nowLease)) !== this.holder) return undefined;
    await this.connection.pexpire(keys.nowLease, LEASE_MS);
    return 'kept';
  }

  /** The hash at once: a reader never sees half of it. */
  async write({ what, fields, gone, whole }: NowHash): Promise<void> {
    const line = this.connection.multi();
    if (whole) line.del(keys.now(what));
    else if (gone.length > 0) line.hdel(keys.now(what), ...gone);
    await line.hset(keys.now(what), fields).expire(keys.now(what), 86_400).exec();
  }

  /** Lets another server go on at once. */
  async release(): Promise<void> {
    if ((await this.connection.get(keys.nowLease)) === this.holder) await this.connection.del(keys.nowLease);
  }
}
