import type { FiledEvent } from '../../sources/define.ts';
import { type Door, post } from './post.ts';
import { Reasons } from './tally.ts';

/** What became of everything sent. `accepted + late + rejected.total` is `sent` when nothing is under way. */
export interface Sent {
  sent: number;
  accepted: number;
  late: number;
  rejected: Reasons;
  /** Bodies sent again after a refusal or a cut connection. */
  again: number;
  lastReason: string;
}

/** A body never grows past this many characters; the server takes 8 MiB. */
const MOST = 2 * 1024 * 1024;

/**
 * Sends events in batches, several bodies under way at once. What waits is bounded: `add` resolves only when there is room.
 * After the first body that fails for good every call throws that error.
 */
export class Sender {
  readonly #door: Door;
  readonly #batch: number;
  readonly #concurrency: number;
  readonly #underWay = new Set<Promise<void>>();
  #lines: string[] = [];
  #size = 0;
  #error: unknown;
  readonly totals: Sent = { sent: 0, accepted: 0, late: 0, rejected: new Reasons(), again: 0, lastReason: '' };

  constructor(door: Door, { batch, concurrency }: { batch: number; concurrency: number }) {
    this.#door = {
      ...door,
      again: (why) => {
        this.totals.again += 1;
        this.totals.lastReason = why;
        door.again?.(why);
      },
    };
    this.#batch = batch;
    this.#concurrency = concurrency;
  }

  /** Undefined when there was room, so that a full-speed play does not wait for a microtask per event. */
  add(event: FiledEvent): Promise<void> | undefined {
    const line = JSON.stringify(event);
    this.#lines.push(line);
    this.#size += line.length;
    return this.#lines.length >= this.#batch || this.#size >= MOST ? this.flush() : undefined;
  }

  /** Sends what has been gathered; resolves when another body may be gathered. */
  async flush(): Promise<void> {
    if (this.#lines.length > 0) {
      const lines = this.#lines;
      this.#lines = [];
      this.#size = 0;
      const sending: Promise<void> = this.#send(lines).finally(() => this.#underWay.delete(sending));
      this.#underWay.add(sending);
    }
    while (this.#underWay.size >= this.#concurrency) await Promise.race(this.#underWay);
    if (this.#error !== undefined) throw this.#error;
  }

  /** Sends the rest and waits for every answer. */
  async end(): Promise<void> {
    await this.flush();
    while (this.#underWay.size > 0) await Promise.race(this.#underWay);
    if (this.#error !== undefined) throw this.#error;
  }

  async #send(lines: readonly string[]): Promise<void> {
    try {
      const { accepted, late, rejected } = await post(lines.join('\n'), this.#door);
      this.totals.sent += lines.length;
      this.totals.accepted += accepted;
      this.totals.late += late;
      for (const { id, index, code, path, message } of rejected) {
        this.totals.rejected.add(`${code}${path ? ` at ${path}` : ''}: ${message}`, id ?? `event ${index}`);
      }
    } catch (error) {
      this.#error ??= error;
    }
  }
}
