import type { Days } from '../engine/days.ts';
import type { Latest } from '../engine/shape.ts';
import { type Connection, masters, onRenewal } from './connect.ts';
import { Copy, needs } from './copy.ts';
import { decodeMessage, type Message, type MessageHead } from './deltas.ts';
import { before, isGone } from './entryId.ts';
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
/** A loaded copy that waits for so long for the message that makes it whole is loaded again, ms. */
const SILENT = 2_000;
const BUFFERED = 64 << 20;
const PAUSES = { first: 20, last: 2_000 };
/** A copy that has followed for so long begins with the first pause again, ms. */
const SETTLED = 3_000;

/** Copies one partition: loads the checkpoint, then applies delta after delta; where one is missing, loads again. */
export class Follower {
  /** What is shown: stays as it is while a newer one is loaded. */
  copy: Copy | undefined;
  /** When the last message went into it, on a clock that nobody sets (performance.now); 0 before the first. */
  appliedAt = 0;
  /** How many times it was loaded. */
  loads = 0;
  private loading: Promise<void> | undefined;
  private waiting: Message[] | undefined;
  private waitingBytes = 0;
  private pause = PAUSES.first;
  private loadedAt = Number.NEGATIVE_INFINITY;
  /** Counts connections; and the one over which the copy was loaded. */
  private era = 0;
  private loadedIn = -1;
  /** The last entry that was shown is no longer in the log. */
  private missing = false;
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
    connection.on('ready', () => {
      this.era++;
    });
    onRenewal(connection, () => this.compare());
  }

  /** Asks at once whether the log still holds what is shown: the next owner trims it behind what it has counted. */
  private async compare(): Promise<void> {
    const shown = this.copy?.head.offset;
    if (shown !== undefined && (await isGone(this.connection, this.partition, shown))) this.missing = true;
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
    // A new master may have forgotten the fence of the owner that is shown: its next owner has a lower one.
    const fell = applied === 'old' && this.era !== this.loadedIn;
    if (applied === 'gap' || fell) void this.load(message);
    if (applied !== 'next') return;
    this.appliedAt = performance.now();
    if (message.head.latest) this.events.latest(message.head.latest);
    this.events.changed();
  }

  /** Loads, as often as it takes; resolves when the copy follows, also for who asks while a message already made it load. */
  load(first?: Message): Promise<void> {
    this.loading ??= this.untilItFollows(first).finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async untilItFollows(first?: Message): Promise<void> {
    this.waiting = first ? [first] : [];
    this.waitingBytes = 0;
    if (performance.now() - this.loadedAt > SETTLED) this.pause = PAUSES.first;
    else await this.rest();
    while (!this.closed) {
      try {
        if (await this.attempt()) return;
        await this.rest();
      } catch {
        await rest(PAUSES.first); // Redis is away
      }
      if (this.waitingBytes < BUFFERED) continue;
      this.waiting = [];
      this.waitingBytes = 0;
    }
  }

  /** Follows no more; resolves when nothing is being loaded. */
  async close(): Promise<void> {
    this.closed = true;
    await this.loading;
  }

  /** A pause, the next one twice as long. */
  private async rest(): Promise<void> {
    const { pause } = this;
    this.pause = Math.min(pause * 2, PAUSES.last);
    await rest(pause);
  }

  private async attempt(): Promise<boolean> {
    const standing = await this.suitable();
    if (!standing) return false;
    const copy = (await this.caughtUp(this.copy)) ? (this.copy as Copy) : await this.fresh(standing);
    let after = await readStanding(this.connection, this.partition);
    if (after.by !== copy.standing.by) {
      if (!(await this.caughtUp(copy))) return false;
      after = copy.standing;
    }
    const whole = after.number === copy.standing.number;
    const waiting = this.waiting ?? [];
    const since = waiting.length;
    const first = waiting[0]?.head;
    if (first && !whole) copy.rewind(first);
    // What was loaded while checkpoints were written is of several moments: whole again behind the last of them.
    let even = whole;
    let heard = false;
    for (let index = 0, end = performance.now() + SILENT; ; index++) {
      const message = waiting[index];
      if (!message) {
        if (even || this.closed) break;
        if (performance.now() > end) return false;
        index--;
        await rest(PAUSES.first);
        continue;
      }
      if (whole && copy.includes(message.head)) continue;
      const result = copy.apply(message);
      if (result === 'gap') {
        this.waiting = waiting.slice(index);
        return false;
      }
      heard ||= result === 'next';
      const { revision, beat } = copy.head as MessageHead;
      even ||= revision > after.revision || (beat === true && index >= since && revision === after.revision);
    }
    this.waiting = undefined;
    this.show(copy, heard);
    for (const { head } of waiting) if (head.latest) this.events.latest(head.latest);
    this.events.changed();
    return true;
  }

  private async fresh(standing: Standing): Promise<Copy> {
    this.loadedIn = this.era;
    await this.compare();
    const copy = new Copy(this.partition, standing, this.days);
    await this.events.inTurn(() => copy.load(this.connection, standing));
    this.loads++;
    return copy;
  }

  /** Over a new connection, and in a cluster, what was loaded may be gone and other entries in its place. */
  private async caughtUp(copy: Copy | undefined): Promise<boolean> {
    const era = this.loadedIn;
    const holds = () => era === this.era && masters(this.connection)[0] === this.connection;
    return copy !== undefined && (await copy.catchUp(this.connection, holds));
  }

  private show(copy: Copy, heard: boolean): void {
    const shown = this.copy?.head;
    this.copy = copy;
    this.loadedAt = performance.now();
    if (heard) this.appliedAt = performance.now();
    if (copy.latest.length > 0) this.events.latest(copy.latest);
    if (!shown) return;
    const lost = this.missing || before(copy.head.offset, shown.offset);
    this.missing = false;
    if (lost) this.events.lost();
    else if (copy.head.asOf < shown.asOf) copy.head = { ...copy.head, asOf: shown.asOf };
  }

  /** The standing checkpoint once it is not older than what waits first; undefined when that takes too long. */
  private async suitable(): Promise<Standing | undefined> {
    for (const end = performance.now() + PATIENCE; performance.now() < end && !this.closed; await rest(POLL)) {
      const standing = await readStanding(this.connection, this.partition);
      while (this.waiting?.[0] && this.waiting[0].head.fence < standing.by) this.waiting.shift();
      const first = this.waiting?.[0]?.head;
      if (!first || (first.fence === standing.by && standing.revision >= needs(first))) return standing;
    }
    return undefined;
  }
}

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
