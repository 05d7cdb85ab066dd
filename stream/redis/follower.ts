import type { Days } from '../engine/days.ts';
import type { Latest } from '../engine/shape.ts';
import type { Connection } from './connect.ts';
import { Copy, needs } from './copy.ts';
import { decodeMessage, type Message } from './deltas.ts';
import { before } from './entryId.ts';
import { readStanding, type Standing } from './load.ts';

export interface FollowerEvents {
  changed(): void;
  latest(rows: readonly Latest[]): void;
  /** Something that was shown is no longer there. */
  lost(): void;
  /** Runs `work` when it is this partition's turn: one load at a time in the whole process. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

const POLL = 40;
const PATIENCE = 5_000;
const BUFFERED = 64 << 20;
const PAUSES = { first: 20, last: 2_000 };

/** Copies one partition: loads the checkpoint, then applies delta after delta; where one is missing, loads again. */
export class Follower {
  /** What is shown: stays as it is while a newer one is loaded. */
  copy: Copy | undefined;
  /** Local epoch ms of the last message that went into it. */
  appliedAt = 0;
  /** How many times it was loaded. */
  loads = 0;
  private waiting: Message[] | undefined;
  private waitingBytes = 0;
  private pause = PAUSES.first;
  private closed = false;
  private readonly connection: Connection;
  private readonly partition: number;
  private readonly days: Days;
  private readonly events: FollowerEvents;

  constructor(connection: Connection, partition: number, days: Days, events: FollowerEvents) {
    this.connection = connection;
    this.partition = partition;
    this.days = days;
    this.events = events;
  }

  /** A message of the partition's channel. */
  take(bytes: Buffer): void {
    const message = decodeMessage(bytes);
    if (this.waiting) {
      this.waitingBytes += bytes.length;
      this.waiting.push(message);
      return;
    }
    const applied = this.copy?.apply(message) ?? 'gap';
    if (applied === 'gap') void this.load(message);
    if (applied !== 'next') return;
    this.appliedAt = Date.now();
    if (!message.head.beat) this.pause = PAUSES.first;
    if (message.head.latest) this.events.latest(message.head.latest);
    this.events.changed();
  }

  /** Loads, as often as it takes; resolves when the copy follows. */
  async load(first?: Message): Promise<void> {
    if (this.waiting) return;
    this.waiting = first ? [first] : [];
    this.waitingBytes = 0;
    while (!this.closed) {
      if (await this.attempt().catch(() => false)) return; // Redis is away: pause, then again
      if (this.waitingBytes > BUFFERED) {
        this.waiting = [];
        this.waitingBytes = 0;
      }
      await rest(this.pause);
      this.pause = Math.min(this.pause * 2, PAUSES.last);
    }
  }

  close(): void {
    this.closed = true;
  }

  private async attempt(): Promise<boolean> {
    const standing = await this.suitable();
    if (!standing) return false;
    const copy = new Copy(this.partition, standing, this.days);
    await this.events.inTurn(() => copy.load(this.connection, standing));
    const waiting = this.waiting ?? [];
    if (waiting[0]) copy.rewind(waiting[0].head);
    let applied = 0;
    for (const [index, message] of waiting.entries()) {
      const result = copy.apply(message);
      if (result === 'next') applied++;
      if (result !== 'gap') continue;
      this.waiting = waiting.slice(index);
      return false;
    }
    this.waiting = undefined;
    this.show(copy, applied > 0);
    for (const { head } of waiting) if (head.latest) this.events.latest(head.latest);
    this.events.changed();
    return true;
  }

  private show(copy: Copy, heard: boolean): void {
    const shown = this.copy?.head;
    this.copy = copy;
    this.loads++;
    if (heard) this.appliedAt = Date.now();
    if (copy.latest.length > 0) this.events.latest(copy.latest);
    if (!shown) return;
    if (before(copy.head.offset, shown.offset)) this.events.lost();
    else if (copy.head.asOf < shown.asOf) copy.head = { ...copy.head, asOf: shown.asOf };
  }

  /** The standing checkpoint once it is not older than what waits first; undefined when that takes too long. */
  private async suitable(): Promise<Standing | undefined> {
    for (const end = Date.now() + PATIENCE; Date.now() < end && !this.closed; await rest(POLL)) {
      const standing = await readStanding(this.connection, this.partition);
      while (this.waiting?.[0] && this.waiting[0].head.fence < standing.by) this.waiting.shift();
      const first = this.waiting?.[0]?.head;
      if (!first || (first.fence === standing.by && standing.revision >= needs(first))) return standing;
    }
    return undefined;
  }
}

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
