import { Refusal } from '../contract/failure.ts';
import type { Days } from '../engine/days.ts';
import type { ImageStore } from '../engine/image.ts';
import type { Connection } from '../redis/connect.ts';
import { before } from '../redis/entryId.ts';
import { Follower } from '../redis/follower.ts';
import { keys } from '../redis/keys.ts';
import { readStanding } from '../redis/load.ts';
import { Torn } from './logTail.ts';

/** An owner says something twice a second. */
const HEARD_MS = 2_000;
const PATIENCE_MS = 60_000;

/** A copy of the partition's image that can be stopped. */
export class Copying {
  readonly #follower: Follower;
  readonly #reading: Connection;
  readonly #partition: number;
  readonly #signal: AbortSignal | undefined;
  #changed: () => void = () => {};

  private constructor(reading: Connection, partition: number, days: Days, signal?: AbortSignal) {
    this.#reading = reading;
    this.#signal = signal;
    this.#partition = partition;
    this.#follower = new Follower(reading, partition, days, {
      changed: () => this.#changed(),
      latest: () => {},
      lost: () => {},
      inTurn: (work) => work(),
    });
  }

  /** Follows a partition from now on; rejects when it cannot be loaded within a minute, or `signal` falls. */
  static async start(
    reading: Connection,
    hearing: Connection,
    partition: number,
    days: Days,
    signal?: AbortSignal,
  ): Promise<Copying> {
    const copying = new Copying(reading, partition, days, signal);
    hearing.on('messageBuffer', (_: Buffer, message: Buffer) => {
      if (!copying.#stopped) copying.#follower.take(message);
    });
    await hearing.subscribe(keys.deltas(partition));
    const close = () => void copying.stop();
    const late = setTimeout(close, PATIENCE_MS);
    signal?.addEventListener('abort', close);
    await copying.#follower.load();
    // A message may have begun the loading before: then that call returned at once.
    for (const end = Date.now() + PATIENCE_MS; copying.#waits && Date.now() < end; )
      await new Promise((resolve) => setTimeout(resolve, 10));
    clearTimeout(late);
    signal?.removeEventListener('abort', close);
    if (!copying.#follower.copy) throw new Refusal(`Redis gave no copy of partition ${partition} within a minute.`);
    return copying;
  }

  #stopped = false;

  get #waits(): boolean {
    return !this.#follower.copy && !this.#signal?.aborted;
  }

  /** Resolves when nothing is asked of Redis any more: what a closed connection still waits for, waits out its time. */
  stop(): Promise<void> {
    return this.#follower.close();
  }

  get store(): ImageStore {
    const copy = this.#follower.copy;
    if (!copy) throw new Torn('The partition cannot be loaded.');
    return copy.image;
  }

  /** Stops at the first whole delta at or behind `needed`; answers its offset. Where nobody speaks, the checkpoint is the point. */
  async wholeFrom(needed: string): Promise<string> {
    const began = Date.now();
    const follower = this.#follower;
    const reached = () => {
      const head = follower.copy?.head;
      return head?.complete && follower.appliedAt > 0 && !before(head.offset, needed) ? head.offset : undefined;
    };
    const offset = await new Promise<string | undefined>((resolve) => {
      const stop = (found: string | undefined) => {
        this.#stopped = true;
        clearInterval(timer);
        resolve(found);
      };
      this.#changed = () => {
        const found = reached();
        if (found !== undefined && !this.#stopped) stop(found);
      };
      const timer = setInterval(() => {
        const silent = follower.appliedAt === 0 && Date.now() - began > HEARD_MS;
        const late = Date.now() - began > PATIENCE_MS;
        if (silent || late || this.#signal?.aborted) stop(undefined);
      }, 50);
    });
    if (offset !== undefined) return offset;
    if (follower.appliedAt > 0) throw new Torn('No whole delta came in time.');
    const standing = await readStanding(this.#reading, this.#partition);
    if ((standing.offset || '0-0') !== needed) throw new Torn('The partition is being written, but says nothing.');
    return needed;
  }
}
