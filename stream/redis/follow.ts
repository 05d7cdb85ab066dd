import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { Days } from '../engine/days.ts';
import { ImageStore } from '../engine/image.ts';
import type { DeltaHead, Image, Latest } from '../engine/shape.ts';
import { type Connection, connect, subscribe } from './connect.ts';
import { logTime } from './entryId.ts';
import { Follower } from './follower.ts';
import { keys } from './keys.ts';
import { Turns } from './turns.ts';

export interface ReplicaOptions {
  url: string;
  partitions: number;
  /** Of the business days. */
  timezone: string;
}
interface Events {
  /** The partition's image changed, or became another one. */
  change: [partition: number];
  /** New rows of the ticker; the same row may come again. */
  latest: [rows: readonly Latest[], partition: number];
  /** Data that was shown is gone; `epoch` is another one now. */
  loss: [partition: number];
}

/** A partition that says nothing for so long makes readings partial, ms. */
export const SILENCE_MS = 2_000;

/**
 * A server's copy of all numbers, brought up to date by deltas. It never shows less than it has shown: while a partition
 * is loaded anew its old image stays, and its `asOf` stands still.
 */
export class Replica extends EventEmitter<Events> {
  /** Changes when data was lost, and with every new Replica. */
  epoch = randomBytes(6).toString('hex');
  /** Resolves when every partition was loaded once. */
  readonly ready: Promise<void>;
  /** By partition; another object stands there after a partition was loaded anew. */
  readonly images: readonly Image[];
  private readonly followers: Follower[];
  private readonly connections: Connection[];
  private readonly turns = new Turns();

  constructor({ url, partitions, timezone }: ReplicaOptions) {
    super();
    const days = new Days(timezone);
    const reading = connect(url, { name: 'replica' }).setMaxListeners(0); // each follower listens
    const hearing = connect(url, { name: 'replica-deltas' });
    this.connections = [reading, hearing];
    const images: Image[] = Array.from({ length: partitions }, () => new ImageStore(days));
    this.images = images;
    this.followers = Array.from(
      { length: partitions },
      (_, partition) =>
        new Follower(reading, partition, days, {
          changed: () => {
            images[partition] = this.followers[partition]?.copy?.image ?? (images[partition] as Image);
            this.emit('change', partition);
          },
          latest: (rows) => this.emit('latest', rows, partition),
          lost: () => {
            this.lose(partition);
          },
          inTurn: (work) => this.turns.take(work),
        }),
    );
    this.ready = this.begin(hearing);
  }

  /** What stood in front of the last message of each partition, undefined before the first load. */
  get heads(): readonly (DeltaHead | undefined)[] {
    return this.followers.map((follower) => follower.copy?.head);
  }
  /** How many times partitions were loaded. */
  get loads(): number {
    return this.followers.reduce((sum, follower) => sum + follower.loads, 0);
  }

  /**
   * Everything accepted up to this epoch ms is in the images of all partitions; 0 while that is not known of one. Of a
   * partition not heard yet it is known up to the last entry of its checkpoint.
   */
  asOf(): number {
    return Math.min(...this.followers.map(({ copy }) => (copy ? copy.head.asOf || checkpointed(copy.head) : 0)));
  }

  /** Every partition was heard, so that nothing shown is older than what its owner told before this replica began. */
  get heard(): boolean {
    return this.followers.every(({ appliedAt }) => appliedAt > 0);
  }

  /** Whether a partition has brought nothing into its image for 2 s. */
  partial(): boolean {
    return this.silent().length > 0;
  }

  /** The partitions that were silent for 2 s. */
  silent(): number[] {
    const since = performance.now() - SILENCE_MS;
    return [...this.followers.entries()].flatMap(([partition, { appliedAt }]) =>
      appliedAt === 0 || appliedAt < since ? [partition] : [],
    );
  }

  /** A partition whose log lost entries that were acknowledged: `epoch` changes. */
  lose(partition: number): void {
    this.epoch = randomBytes(6).toString('hex');
    this.emit('loss', partition);
  }

  close(): void {
    for (const follower of this.followers) void follower.close();
    for (const connection of this.connections) connection.disconnect();
  }

  private async begin(hearing: Connection): Promise<void> {
    const channels = this.followers.map((_, partition) => keys.deltas(partition));
    hearing.on('messageBuffer', (channel: Buffer, message: Buffer) => {
      this.followers[channels.indexOf(channel.toString())]?.take(message);
    });
    try {
      await subscribe(hearing, channels);
    } catch {
      return; // closed before it began
    }
    await Promise.all(this.followers.map((follower) => follower.load()));
  }
}

/** Epoch ms up to which everything accepted is in the checkpoint that this head was loaded with. */
const checkpointed = ({ offset }: DeltaHead): number => Math.max(0, logTime(offset) - 1);
