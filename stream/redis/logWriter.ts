import { Failure } from '../contract/failure.ts';
import { type Connection, onRenewal } from './connect.ts';
import { before, isGone } from './entryId.ts';
import { Lane, type OpenBatch } from './lane.ts';

export interface LogWriterOptions {
  connection: Connection;
  /** The open batch of each partition; whoever has rows appends them there. */
  batches: readonly OpenBatch[];
  /** Bytes of one entry, at most (about). */
  entryBytes?: number;
  /** Bytes waiting or under way, above which `check` refuses. */
  queueBytes?: number;
  /** An append without an answer for so long makes `check` refuse, ms. */
  slow?: number;
  /** Called with the partition when an acknowledged entry is gone from the log. */
  onLoss?: (partition: number) => void;
}

/**
 * Group commit: requests append their rows to one open batch per partition, which is appended to the log whenever fewer
 * than two appends are under way. So one fsync serves many requests, and under load batches grow instead of the queue.
 */
export class LogWriter {
  /** The last acknowledged entry of each partition. */
  readonly acknowledged: (string | undefined)[] = [];
  private readonly options: Required<Omit<LogWriterOptions, 'onLoss'>>;
  private readonly lanes: Lane[];
  private readonly forget: () => void;

  constructor(options: LogWriterOptions) {
    this.options = { entryBytes: 4 << 20, queueBytes: 64 << 20, slow: 2_000, ...options };
    const remember = (partition: number, id: string) => {
      const known = this.acknowledged[partition];
      if (known === undefined || before(known, id)) this.acknowledged[partition] = id;
    };
    // In a cluster a slow node must hold up its own partitions only; on one Redis one flight may carry all of them.
    const all = [...options.batches.entries()];
    const shares = options.connection.isCluster ? all.map((each) => [each]) : [all];
    this.lanes = shares.map((share) => new Lane(options.connection, new Map(share), remember));
    this.forget = onRenewal(options.connection, async () => {
      for (const partition of await this.lost()) options.onLoss?.(partition);
    });
  }

  /** Bytes waiting or under way. */
  get queued(): number {
    return this.lanes.reduce((sum, lane) => sum + lane.queued, 0);
  }

  /** Throws Failure('log') when Redis is away, slow, or too much is waiting already. To be asked before a body is read. */
  check(): void {
    const { connection, queueBytes, slow } = this.options;
    if (connection.status !== 'ready') throw new Failure('log', 'Redis is not connected.', { retryAfter: 1 });
    if (this.queued > queueBytes) throw new Failure('log', 'The log is written too slowly.', { retryAfter: 1 });
    const late = performance.now() - slow;
    for (const lane of this.lanes)
      if ((lane.oldest ?? late) < late) throw new Failure('log', 'Redis answers too slowly.', { retryAfter: 2 });
  }

  /**
   * Resolves when every row appended to these partitions before this call is durably in the log; rejects with
   * Failure('log'), after which they may be in it or not. To be called in the turn of the event loop that appended.
   */
  async commit(partitions: Iterable<number>): Promise<void> {
    const waits: Promise<void>[] = [];
    for (const partition of partitions) {
      const lane = this.lane(partition);
      waits.push(...lane.waits(partition, this.options.entryBytes));
      lane.schedule();
    }
    await Promise.all(waits);
  }

  /** Partitions of which an acknowledged entry is no longer in Redis; forgets them, so each loss is reported once. */
  async lost(): Promise<number[]> {
    const gone: number[] = [];
    // As they stand now: what is acknowledged while this asks is of the new master.
    for (const [partition, id] of [...this.acknowledged.entries()]) {
      if (id === undefined) continue;
      if (!(await isGone(this.options.connection, partition, id))) continue;
      if (this.acknowledged[partition] === id) this.acknowledged[partition] = undefined;
      gone.push(partition);
    }
    return gone;
  }

  /** Sends what is open and waits until nothing is under way. The connection stays open. */
  async close(): Promise<void> {
    this.forget();
    for (const lane of this.lanes) lane.schedule();
    while (this.lanes.some((lane) => !lane.idle)) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  private lane(partition: number): Lane {
    return this.lanes[partition % this.lanes.length] as Lane;
  }
}
