import { Failure } from '../contract/failure.ts';
import { type Connection, reasonAway } from './connect.ts';
import { keys } from './keys.ts';

/** What a lane needs of a batch that is being filled: the engine's BatchBuilder is one. */
export interface OpenBatch {
  readonly count: number;
  /** About how long the body would be. */
  readonly bytes: number;
  /** The body; the batch is empty afterwards. */
  take(): Uint8Array;
}

interface Sealed {
  partition: number;
  body: Uint8Array;
  settle: Settle;
}
interface Settle {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: Error) => void;
}

const FLIGHTS = 2;

/** Appends of some partitions under way: at most two flights at a time, each with all that was open when it left. */
export class Lane {
  /** Bytes sealed or under way. */
  queued = 0;
  private readonly connection: Connection;
  private readonly batches: ReadonlyMap<number, OpenBatch>;
  private readonly acknowledged: (partition: number, id: string) => void;
  private readonly open = new Map<number, Settle>();
  private readonly flights = new Map<number, number>();
  private sealed: Sealed[] = [];
  private number = 0;
  private scheduled = false;

  constructor(
    connection: Connection,
    batches: ReadonlyMap<number, OpenBatch>,
    acknowledged: (partition: number, id: string) => void,
  ) {
    this.connection = connection;
    this.batches = batches;
    this.acknowledged = acknowledged;
  }

  /** When the oldest flight under way left (performance.now), undefined when none is. */
  get oldest(): number | undefined {
    return this.flights.values().next().value;
  }
  get idle(): boolean {
    return this.flights.size === 0 && this.sealed.length === 0 && this.open.size === 0;
  }

  /** What must settle until everything appended to the partition so far is in the log. */
  waits(partition: number, entryBytes: number): Promise<void>[] {
    const waits = this.sealed.filter((sealed) => sealed.partition === partition).map((sealed) => sealed.settle.promise);
    const batch = this.batches.get(partition);
    if (!batch || batch.count === 0) return waits;
    const settle = this.open.get(partition) ?? settling();
    this.open.set(partition, settle);
    if (batch.bytes >= entryBytes) this.seal(partition, batch);
    waits.push(settle.promise);
    return waits;
  }

  /** Sends in this turn of the event loop, together with what other requests of the turn append. */
  schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.flush();
    });
  }

  private seal(partition: number, batch: OpenBatch): void {
    if (batch.count === 0) return;
    const settle = this.open.get(partition) ?? settling();
    this.open.delete(partition);
    const body = batch.take();
    this.queued += body.byteLength;
    this.sealed.push({ partition, body, settle });
  }

  private flush(): void {
    if (this.flights.size >= FLIGHTS) return;
    for (const [partition, batch] of this.batches) this.seal(partition, batch);
    if (this.sealed.length === 0) return;
    const load = this.sealed;
    this.sealed = [];
    const number = this.number++;
    this.flights.set(number, performance.now());
    void Promise.all(load.map((sealed) => this.append(sealed))).then(() => {
      this.flights.delete(number);
      if (this.sealed.length > 0 || this.open.size > 0) this.schedule();
    });
  }

  private async append({ partition, body, settle }: Sealed): Promise<void> {
    try {
      const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
      const id = await this.connection.xadd(keys.log(partition), '*', 'b', bytes);
      if (id) this.acknowledged(partition, id);
      settle.resolve();
    } catch (error) {
      settle.reject(new Failure('log', `The log cannot be written: ${reasonAway(error)}`, { retryAfter: 1 }));
    } finally {
      this.queued -= body.byteLength;
    }
  }
}

function settling(): Settle {
  let resolve = () => {};
  let reject: Settle['reject'] = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => {}); // a request that was cut off does not wait for it
  return { promise, resolve, reject };
}
