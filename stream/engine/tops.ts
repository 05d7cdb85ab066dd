import type { Cells } from './cells.ts';
import type { Words } from './checkpoint.ts';
import type { Days } from './days.ts';
import { F, M, MEASURES, PAGE, QUARTER } from './families.ts';

/** SKUs that keep their quarter hours on a kept day, per partition. */
const TOP = 1_000;

type TopWord = NonNullable<Words['tops']>[number];

/**
 * Kept days on which most SKUs were merged: the day's top thousand by gmv stay apart, all others stand in the group `…`,
 * so that parts still add up.
 */
export class Tops {
  readonly #days: Days;
  readonly #apart = new Map<number, Set<number>>();
  /** Days whose list changed since the last delta and the last checkpoint. */
  readonly #delta = new Set<number>();
  readonly #checkpoint = new Set<number>();

  constructor(days: Days) {
    this.#days = days;
  }

  get size(): number {
    return this.#apart.size;
  }
  has(day: number): boolean {
    return this.#apart.has(day);
  }

  /** Whether the group stands alone in the quarter hour of `at`: also when it is new there and the thousand are not full. */
  stands(at: number, group: number): boolean {
    const day = this.#days.start(at);
    const apart = this.#apart.get(day);
    if (apart === undefined || apart.has(group)) return true;
    if (apart.size > TOP) return false;
    apart.add(group);
    this.#changed(day);
    return true;
  }

  /** Merges the day's lesser SKUs into group `rest`, in all its quarter hours. */
  merge(cells: Cells, day: number, rest: number): void {
    const track = cells.track(F.sku, QUARTER);
    if (track === undefined || this.#apart.has(day)) return;
    const next = this.#days.next(day);
    const buckets = [...track.buckets.values()].filter((bucket) => bucket.start >= day && bucket.start < next);
    const gmv = new Map<number, number>();
    const visit = (measure: number, each: (bucket: (typeof buckets)[number], group: number, value: number) => void) => {
      for (const bucket of buckets) {
        for (let block = 0; block < bucket.sheets.length; block++) {
          const page = cells.find(F.sku, QUARTER, measure, block, bucket.number);
          if (page === undefined) continue;
          const values = Array.from(
            { length: page.size },
            (_, slot) => page.values[page.base + slot * page.stride] as number,
          );
          values.forEach((value, slot) => {
            if (value !== 0) each(bucket, block * PAGE + slot, value);
          });
        }
      }
    };
    for (let measure = 0; measure < MEASURES.length; measure++)
      visit(measure, (_, group, value) => gmv.set(group, (gmv.get(group) ?? 0) + (measure === M.gmv ? value : 0)));
    gmv.delete(rest);
    const ranked = [...gmv].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, TOP);
    const apart = new Set(ranked.map(([group]) => group)).add(rest);
    for (let measure = 0; measure < MEASURES.length; measure++)
      visit(measure, (bucket, group, value) => {
        if (apart.has(group) || !cells.add(track, bucket.number, measure, rest, value)) return;
        cells.add(track, bucket.number, measure, group, -value);
      });
    this.#apart.set(day, apart);
    this.#changed(day);
  }

  load(words: readonly TopWord[]): void {
    for (const { day, groups } of words) this.#apart.set(day, new Set(groups));
  }

  /** Forgets days that are no longer kept. */
  forget(isKept: (day: number) => boolean): void {
    for (const day of this.#apart.keys()) if (!isKept(day)) this.#apart.delete(day);
  }

  takeDelta(): TopWord[] {
    return this.#take(this.#delta);
  }
  takeCheckpoint(): TopWord[] {
    return this.#take(this.#checkpoint);
  }

  #changed(day: number): void {
    this.#delta.add(day);
    this.#checkpoint.add(day);
  }

  #take(days: Set<number>): TopWord[] {
    const words = [...days].map((day) => ({ day, groups: [...(this.#apart.get(day) ?? [])] }));
    days.clear();
    return words;
  }
}
