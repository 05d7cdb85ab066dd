import type { Core } from '../engine/core.ts';
import type { Connection } from './connect.ts';
import { encodeMessage } from './deltas.ts';
import { keys } from './keys.ts';

/** Least time between two deltas of a partition, ms. */
const TICK_MS = 20;
/** Least time between two that carry SKU cells and sketches, ms. */
const SLOW_MS = 250;
/** Most time between two messages, ms. */
const BEAT_MS = 500;
/** Nearly all deltas fit. */
const ROOM_BYTES = 128 << 10;

/** Publishes what changed: soon after it was counted, at most once a tick, and a sign of life when nothing did. */
export class Publisher {
  /** Of the last delta taken under this fence. */
  revision = 0;
  private readonly core: Core;
  private readonly connection: Connection;
  private readonly partition: number;
  private readonly fence: number;
  /** Holds the message on its way: there is one at a time. */
  private readonly room = Buffer.allocUnsafeSlow(ROOM_BYTES);
  private asOf: number;
  private fresh = false;
  private slowWaits = false;
  private sentAt = 0;
  private slowAt = 0;
  private busy = false;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(core: Core, connection: Connection, partition: number, fence: number, asOf: number) {
    this.core = core;
    this.connection = connection;
    this.partition = partition;
    this.fence = fence;
    this.asOf = asOf;
    this.plan(0);
  }

  /** More is in the core: everything accepted up to `asOf`, and whether any of it changed something. */
  counted(asOf: number, changed: boolean): void {
    // By a clock that was set back, what is accepted between that time and the old one is not counted yet.
    this.asOf = this.asOf > Date.now() ? asOf : Math.max(this.asOf, asOf);
    if (!changed) return;
    this.fresh = true;
    this.plan(Math.max(0, this.sentAt + TICK_MS - performance.now()));
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private plan(wait: number): void {
    if (this.busy || this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.tick(), wait);
  }

  private async tick(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      // While Redis is away changes gather in the core.
      if (this.connection.status === 'ready') await this.send();
    } catch {
      // Not heard by anybody: copies notice the missing revision and load again.
    }
    this.busy = false;
    const now = performance.now();
    const slow = this.slowWaits ? this.slowAt + SLOW_MS - now : BEAT_MS;
    const fast = this.fresh ? this.sentAt + TICK_MS - now : BEAT_MS;
    this.plan(Math.max(0, Math.min(slow, fast, this.sentAt + BEAT_MS - now)));
  }

  private async send(): Promise<void> {
    const now = performance.now();
    const slow = now - this.slowAt >= SLOW_MS;
    const due = this.core.changed && (this.fresh || (this.slowWaits && slow));
    const { core, partition, fence, asOf } = this;
    const { words, latest, cells, complete } = due
      ? core.takeDelta({ slow })
      : { cells: new Uint8Array(0), complete: !this.slowWaits, words: undefined, latest: undefined };
    if (due) {
      this.revision++;
      this.fresh = false;
      this.slowWaits = !complete;
      if (slow) this.slowAt = now;
    }
    this.sentAt = now;
    const head = { partition, fence, revision: this.revision, offset: core.offset, asOf, complete };
    await this.connection.publish(
      keys.deltas(partition),
      encodeMessage(
        {
          head: {
            ...head,
            counters: core.counters,
            ...(due ? {} : { beat: true as const }),
            ...(words ? { words } : {}),
            ...(latest ? { latest } : {}),
          },
          cells,
        },
        this.room,
      ),
    );
  }
}
