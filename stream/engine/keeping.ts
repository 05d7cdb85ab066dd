import { trackOf } from './buckets.ts';
import type { Days } from './days.ts';
import { DAY, EPOCH_MS, F, FAMILY_LIST, GRAIN_MS, MINUTE, QUARTER } from './families.ts';

/** The grain that a family keeps on kept days: store its minutes, the others their quarter hours. */
export const KEPT_GRAIN: readonly (number | undefined)[] = FAMILY_LIST.map((family, number) =>
  number === F.store ? MINUTE : family.keep.has(QUARTER) ? QUARTER : undefined,
);

/**
 * Which buckets are open. A bucket closes when log time has passed its end by what its family keeps of that grain, and
 * never opens again, but for a kept day. The fine buckets of a kept day stay, for those families in which the day was
 * whole when it became a kept one: none of it had closed, or nothing had ever stood in it.
 */
export class Keeping {
  readonly #days: Days;
  /** Epoch ms by trackOf. */
  readonly #before = new Float64Array(FAMILY_LIST.length * 4).fill(Number.NEGATIVE_INFINITY);
  /** Start of a kept day → families that kept it whole, one bit each. */
  readonly #kept = new Map<number, number>();

  constructor(days: Days) {
    this.#days = days;
  }

  before(family: number, grain: number): number {
    return this.#before[trackOf(family, grain)] as number;
  }

  /** O(1). */
  isOpen(family: number, grain: number, start: number): boolean {
    if (start >= (this.#before[family * 4 + grain] as number)) return start >= EPOCH_MS;
    if (this.#kept.size === 0 || KEPT_GRAIN[family] !== grain) return false;
    return ((this.#kept.get(this.#days.start(start)) ?? 0) & (1 << family)) !== 0;
  }

  /** Kept days with the bits of their families. */
  get kept(): ReadonlyMap<number, number> {
    return this.#kept;
  }

  /** Raises the watermarks to this log time. Returns the tracks (trackOf) whose watermark rose. */
  advance(logTime: number): number[] {
    const risen: number[] = [];
    FAMILY_LIST.forEach((family, number) => {
      for (const [grain, keep] of family.keep) {
        if (keep === Number.POSITIVE_INFINITY) continue;
        const length = GRAIN_MS[grain];
        const at = logTime - keep;
        const before = length === undefined ? this.#days.start(at) : Math.floor(at / length) * length;
        if (this.raise(number, grain, before)) risen.push(trackOf(number, grain));
      }
    });
    return risen;
  }

  /** False when the watermark stands there or higher. */
  raise(family: number, grain: number, before: number): boolean {
    if (before <= (this.#before[trackOf(family, grain)] as number)) return false;
    this.#before[trackOf(family, grain)] = before;
    return true;
  }

  /**
   * Makes exactly these days kept; a new one only in the families where none of it has closed yet, or where it is `blank`:
   * the days of a campaign long past are fed in only after it is made. Returns whether anything changed.
   */
  keep(days: readonly number[], blank: (family: number, day: number) => boolean = () => false): boolean {
    let changed = false;
    for (const day of this.#kept.keys()) if (!days.includes(day)) changed = this.#kept.delete(day);
    for (const day of days) {
      if (this.#kept.has(day)) continue;
      let bits = 0;
      KEPT_GRAIN.forEach((grain, family) => {
        if (grain !== undefined && (day >= this.before(family, grain) || blank(family, day))) bits |= 1 << family;
      });
      this.#kept.set(day, bits);
      changed = true;
    }
    return changed;
  }

  /** Takes over watermarks and kept days of another partition image. */
  load(
    closed: readonly (readonly [family: number, grain: number, before: number])[],
    kept: readonly (readonly [number, number])[] | undefined,
  ) {
    for (const [family, grain, before] of closed) this.raise(family, grain, before);
    if (kept === undefined) return;
    this.#kept.clear();
    for (const [day, bits] of kept) this.#kept.set(day, bits);
  }

  /** All watermarks that ever rose. */
  closed(): [number, number, number][] {
    const closed: [number, number, number][] = [];
    this.#before.forEach((before, track) => {
      if (before !== Number.NEGATIVE_INFINITY) closed.push([track >> 2, track & 3, before]);
    });
    return closed;
  }

  /** Business days that have wholly passed the watermark of this family's kept grain. */
  passed(family: number): number[] {
    const grain = KEPT_GRAIN[family] ?? DAY;
    const before = this.before(family, grain);
    return [...this.#kept]
      .filter(([day, bits]) => (bits & (1 << family)) !== 0 && this.#days.next(day) <= before)
      .map(([day]) => day);
  }
}
