import { DAY_MS } from '../contract/settings.ts';
import type { Waiting } from '../entities/define.ts';
import type { WaitingChange } from './checkpoint.ts';
import { hex } from './ticker.ts';

type Key = readonly [number, number, number];
interface Entry {
  readonly key: Key;
  /** Log time at which one of its refunds is due to be listed. */
  due: number;
  readonly listed: Set<string>;
  /** Known from before a restart: what was listed then is not known. */
  readonly restored: boolean;
}

/**
 * Refunds whose payment is not known. Those that have waited for 24 h of log time are listed (late ledger:
 * `payment_unknown`), and come off the list when the payment comes or the entity is forgotten.
 */
export class Waitlist {
  readonly #entries = new Map<string, Entry>();
  #changes: WaitingChange[] = [];

  get any(): boolean {
    return this.#changes.length > 0;
  }

  /** These refunds of the entity wait for a payment. */
  hold(key: Key, refunds: readonly Waiting[], restored = false): void {
    const text = hex(key);
    const entry = this.#entries.get(text);
    const listed = entry?.listed ?? new Set<string>();
    this.#entries.set(text, {
      key,
      due: dueOf(refunds, listed),
      listed,
      restored: restored || entry?.restored === true,
    });
  }

  /** They no longer do: `refunds` are those that waited before. */
  release(key: Key, refunds: readonly Waiting[]): void {
    const text = hex(key);
    const entry = this.#entries.get(text);
    if (entry === undefined) return;
    this.#entries.delete(text);
    for (const { refund } of refunds)
      if (entry.restored || entry.listed.has(refund)) this.#changes.push([refund, undefined]);
  }

  /** Lists what has waited for a day. `read` gives an entity's waiting refunds. O(entities that wait). */
  sweep(logTime: number, read: (key: Key) => readonly Waiting[]): void {
    for (const entry of this.#entries.values()) {
      if (entry.due > logTime) continue;
      const refunds = read(entry.key);
      for (const waiting of refunds) {
        if (waiting.at + DAY_MS > logTime || entry.listed.has(waiting.refund)) continue;
        entry.listed.add(waiting.refund);
        this.#changes.push([waiting.refund, JSON.stringify({ reason: 'payment_unknown', ...waiting })]);
      }
      entry.due = dueOf(refunds, entry.listed);
    }
  }

  take(): WaitingChange[] {
    return this.#changes.splice(0);
  }
}

function dueOf(refunds: readonly Waiting[], listed: ReadonlySet<string>): number {
  let due = Number.POSITIVE_INFINITY;
  for (const { refund, at } of refunds) if (!listed.has(refund)) due = Math.min(due, at + DAY_MS);
  return due;
}
