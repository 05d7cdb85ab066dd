import { DAY_MS } from '../contract/settings.ts';
import type { Kind } from '../entities/define.ts';
import { Writer } from './bytes.ts';
import type { Ledger } from './ledger.ts';
import { SEGMENT } from './table.ts';

/** Segments with fewer living entities than this are gathered into the newest one. */
const SPARSE = SEGMENT / 4;
/** Segments looked at in one step; one of them at most is read through. */
const GLANCES = 64;

type KindOf = (number: number) => Kind<unknown, unknown>;

/** Log time before which no fact can be delivered any more: the retention and a day of slack ago. */
export const closedBefore = (logTime: number, retentionDays: number): number => logTime - (retentionDays + 1) * DAY_MS;

/**
 * Forgets entities that nothing can change any more, one segment a step at most. A segment is read through only when
 * the oldest of its entities may be due.
 */
export class Forgetting {
  readonly #ledger: Ledger;
  readonly #kindOf: KindOf;
  readonly #retentionDays: number;
  /** By segment: no entity in it is due while closedBefore is not past this. */
  readonly #bounds: (number | undefined)[] = [];
  #next = 0;
  /** Segments there were at the last step, and what was closed then. */
  #seen = 0;
  #before: number | undefined;
  readonly #scratch = new Writer();

  constructor(ledger: Ledger, retentionDays: number, kindOf: KindOf) {
    this.#ledger = ledger;
    this.#kindOf = kindOf;
    this.#retentionDays = retentionDays;
  }

  /** `forgotten` is told of each entity with its last state before it goes. */
  step(logTime: number, forgotten: (entity: number, state: unknown) => void): void {
    const before = closedBefore(logTime, this.#retentionDays);
    const { segments } = this.#ledger;
    // One begun since the last step holds only what the door let in since: nothing of it is due for a day.
    const fresh = this.#before === undefined ? undefined : this.#before + DAY_MS;
    for (; this.#seen < segments; this.#seen++) this.#bounds[this.#seen] = fresh;
    this.#before = before;
    for (let glance = 0; glance < Math.min(GLANCES, segments); glance++) {
      this.#next = (this.#next + 1) % segments;
      const segment = this.#next;
      if (this.#ledger.live[segment] === 0) {
        this.#bounds[segment] = undefined;
        continue;
      }
      const bound = this.#bounds[segment];
      if (bound !== undefined && bound >= before) continue;
      this.#bounds[segment] = this.#scan(segment, before, forgotten);
      if ((this.#ledger.live[segment] as number) < SPARSE && this.#ledger.live[segment] !== 0) this.#gather(segment);
      return;
    }
  }

  #gather(segment: number): void {
    this.#ledger.gather(segment);
    const { tail } = this.#ledger;
    const [moved, there] = [this.#bounds[segment], this.#bounds[tail]];
    if (moved !== undefined && there !== undefined) this.#bounds[tail] = Math.min(moved, there);
  }

  /** Settles the entities of a segment. Returns the oldest moment at which one of them is due. */
  #scan(segment: number, before: number, forgotten: (entity: number, state: unknown) => void): number {
    const ledger = this.#ledger;
    let oldest = Number.POSITIVE_INFINITY;
    for (let entity = segment * SEGMENT; entity < (segment + 1) * SEGMENT; entity++) {
      if (!ledger.alive(entity)) continue;
      const number = ledger.kind(entity);
      const kind = this.#kindOf(number);
      const state = kind.read(ledger.read(entity));
      const settled = kind.settle(state, before);
      if (settled === undefined) {
        forgotten(entity, state);
        ledger.remove(entity);
        continue;
      }
      // One that stays although it is due is looked at again after a day, not at every step.
      const newest = kind.newest(settled);
      if (newest >= before) oldest = Math.min(oldest, newest);
      if (settled === state) continue;
      this.#scratch.clear();
      kind.write(settled, this.#scratch);
      ledger.write(entity, number, ledger.waits(entity), this.#scratch);
    }
    // What comes in from now on is due a day from now at the earliest: the door lets nothing older in.
    return Math.min(oldest, before + DAY_MS);
  }
}
