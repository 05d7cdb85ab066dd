import { randomUUID } from 'node:crypto';
import type { Connection } from './connect.ts';
import { keys } from './keys.ts';

/** One hash: its name behind `tw:now:` and its fields. Money is integer minor units. */
export interface NowHash {
  what: string;
  fields: Record<string, string | number>;
  /** The hash is replaced; otherwise its other fields stand. */
  whole: boolean;
}

const LEASE_MS = 3_000;

/**
 * The merged rolling metrics as plain hashes for people with redis-cli. Written once a second by whichever server holds
 * the lease; a hash is replaced whole, so a group that is gone is gone here too.
 */
export class NowProjection {
  private readonly connection: Connection;
  private readonly holder = randomUUID();
  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Takes or keeps the lease; true when this server is the one that writes. */
  async hold(): Promise<boolean> {
    const taken = await this.connection.set(keys.nowLease, this.holder, 'PX', LEASE_MS, 'NX');
    if (taken === 'OK') return true;
    if ((await this.connection.get(keys.nowLease)) !== this.holder) return false;
    await this.connection.pexpire(keys.nowLease, LEASE_MS);
    return true;
  }

  /** The hash at once: a reader never sees half of it. */
  async write({ what, fields, whole }: NowHash): Promise<void> {
    const line = this.connection.multi();
    if (whole) line.del(keys.now(what));
    await line.hset(keys.now(what), fields).expire(keys.now(what), 86_400).exec();
  }

  /** Lets another server go on at once. */
  async release(): Promise<void> {
    if ((await this.connection.get(keys.nowLease)) === this.holder) await this.connection.del(keys.nowLease);
  }
}
