import { estimate, REGISTERS } from '../engine/estimate.ts';
import type { SketchFamily } from '../engine/shape.ts';
import type { Run } from './cover.ts';
import type { Exact, Fraction } from './exact.ts';
import type { Projection } from './projection.ts';
import type { Rows } from './rows.ts';
import { share } from './stretch.ts';
import type { Sink, Tracker } from './tracker.ts';

/** What a count unites, and the same with a bucket that counts in part; worked on anew for each count. */
const united = new Uint8Array(REGISTERS);
const wider = new Uint8Array(REGISTERS);

/** Which sketches there are, and to which slot each belongs. */
export interface Sketched {
  readonly family: SketchFamily;
  readonly projection: Projection;
  /** Regions asked for, when the query filters by region. */
  readonly only: ReadonlySet<string> | undefined;
  readonly tracker: Tracker;
}

const BUCKETS = 2 ** 31;

/**
 * Distinct buyers of a stretch of time, by row: registers united by maximum, never added. Registers of slots are held, and
 * grow with what comes in; only when a bucket leaves are they made anew. O(stores) sketches a changed bucket.
 */
export class Unions implements Sink {
  readonly #sketched: Sketched;
  readonly #hold: boolean;
  readonly #wake: (() => void) | undefined;
  readonly #held = new Map<number, Uint8Array>();
  readonly #counts = new Map<number, number>();
  readonly #dirty = new Set<number>();
  #buckets: ReadonlySet<number> = new Set();
  #watched: ReadonlySet<number> = new Set();
  #fractions: readonly Fraction[] = [];
  #stale = true;
  #moved = false;

  /** Without `hold` registers are made for each count: right for the many points of a series, each with few buckets. */
  constructor(sketched: Sketched, hold: boolean, wake?: () => void) {
    this.#sketched = sketched;
    this.#hold = hold;
    this.#wake = wake;
  }

  touched(grain: number, bucket: number): void {
    this.#dirty.add(grain * BUCKETS + bucket);
    this.#wake?.();
  }
  reset(): void {
    this.#stale = true;
    this.#wake?.();
  }

  /** Counts exactly this from the next `update` on. */
  set({ runs, fractions }: Exact): void {
    const { tracker, family } = this.#sketched;
    const wanted = new Set<number>(keysOf(runs));
    const watched = new Set(wanted);
    for (const { grain, bucket } of fractions) watched.add(grain * BUCKETS + bucket);
    for (const key of this.#watched)
      if (!watched.has(key)) tracker.unwatch(family, Math.floor(key / BUCKETS), key % BUCKETS, this);
    for (const key of watched) tracker.watch(family, Math.floor(key / BUCKETS), key % BUCKETS, this);
    for (const key of this.#buckets) if (!wanted.has(key)) this.#stale = true;
    for (const key of wanted) if (!this.#buckets.has(key)) this.#dirty.add(key);
    this.#moved ||=
      fractions.length !== this.#fractions.length ||
      fractions.some((one, index) => differs(one, this.#fractions[index]));
    this.#buckets = wanted;
    this.#watched = watched;
    this.#fractions = fractions;
  }

  /** Takes in what changed; true when a count may have. */
  update(): boolean {
    if (!this.#stale && !this.#moved && this.#dirty.size === 0) return false;
    if (this.#stale) this.#held.clear();
    if (this.#hold) this.#uniteAll(this.#stale ? this.#buckets : this.#dirty, this.#held);
    this.#counts.clear();
    this.#dirty.clear();
    this.#stale = this.#moved = false;
    return true;
  }

  /** Buyers of one row; row -1 is the rest. */
  count(rows: Rows, row: number): number {
    if (row >= 0) return this.countOf(rows.slots[row] as number);
    const shown = new Set(rows.slots);
    return this.#count((slot) => !shown.has(slot), this.#registers());
  }

  /** Buyers of one slot. */
  countOf(slot: number): number {
    const known = this.#counts.get(slot);
    if (known !== undefined) return known;
    const registers = this.#registers();
    const slots = this.#hold ? [slot] : [...registers.keys(), slot];
    for (const one of slots)
      this.#counts.set(
        one,
        this.#count((other) => other === one, registers),
      );
    return this.#counts.get(slot) as number;
  }

  #registers(): ReadonlyMap<number, Uint8Array> {
    if (this.#hold) return this.#held;
    const registers = new Map<number, Uint8Array>();
    this.#uniteAll(this.#buckets, registers);
    return registers;
  }

  #count(wanted: (slot: number) => boolean, held: ReadonlyMap<number, Uint8Array>): number {
    united.fill(0);
    for (const [slot, part] of held) if (wanted(slot)) maximum(united, part);
    const whole = estimate(united);
    let count = whole;
    for (const { grain, bucket, seconds, of } of this.#fractions) {
      const parts = new Map<number, Uint8Array>();
      this.#unite(grain, bucket, parts);
      wider.set(united);
      for (const [slot, part] of parts) if (wanted(slot)) maximum(wider, part);
      count += share(Math.max(0, estimate(wider) - whole), seconds, of);
    }
    return count;
  }

  #uniteAll(keys: Iterable<number>, into: Map<number, Uint8Array>): void {
    for (const key of keys) if (this.#buckets.has(key)) this.#unite(Math.floor(key / BUCKETS), key % BUCKETS, into);
  }

  #unite(grain: number, bucket: number, into: Map<number, Uint8Array>): void {
    const { family, projection, only, tracker } = this.#sketched;
    tracker.images.forEach((image, index) => {
      if (image.sketchVersion(family, grain, bucket) === 0) return;
      const merge = (group: number, slot: number) => {
        const held = into.get(slot);
        if (held) image.sketch(family, grain, bucket, group, held);
        else {
          const fresh = new Uint8Array(REGISTERS);
          if (image.sketch(family, grain, bucket, group, fresh)) into.set(slot, fresh);
        }
      };
      if (family === 'store') {
        const map = projection.mapOf(index);
        for (let group = 0; group < projection.sizeOf(index); group++)
          if ((map[group] as number) >= 0) merge(group, map[group] as number);
        return;
      }
      const names = only ?? projection.names();
      for (const name of names) {
        const group = image.names.find(name);
        const slot = projection.find(name) ?? projection.find('');
        if (group !== undefined && slot !== undefined) merge(group, slot);
      }
    });
  }

  close(): void {
    this.set({ runs: [], fractions: [] });
  }
}

function* keysOf(runs: readonly Run[]): Generator<number> {
  for (const { grain, first, count } of runs)
    for (let bucket = first; bucket < first + count; bucket++) yield grain * BUCKETS + bucket;
}

function differs(a: Fraction, b: Fraction | undefined): boolean {
  return !b || a.grain !== b.grain || a.bucket !== b.bucket || a.seconds !== b.seconds;
}

function maximum(into: Uint8Array, from: Uint8Array): void {
  for (let index = 0; index < into.length; index++)
    if ((from[index] as number) > (into[index] as number)) into[index] = from[index] as number;
}
