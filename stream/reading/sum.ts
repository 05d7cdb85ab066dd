import type { Columns } from './columns.ts';
import type { Run } from './cover.ts';
import type { Sink } from './tracker.ts';

/** Sums of more buckets than this, and of vectors no longer than this, remember what each bucket gave; others only of buckets that change. */
const MANY = 16;
const SHORT = 4096;
const BUCKETS = 2 ** 31;

interface Entry {
  readonly grain: number;
  readonly bucket: number;
  counted: boolean;
  /** What it gave, when that is remembered. */
  given: Float64Array | undefined;
}

/** Buckets added up, slot by slot. Only what changed is added again: O(groups) a changed bucket. */
export class Sum implements Sink {
  readonly #columns: Columns;
  readonly #entries = new Map<number, Entry>();
  readonly #dirty = new Set<number>();
  #stale = true;
  #values: Float64Array;
  #runs: readonly Run[] = [];

  readonly #wake: (() => void) | undefined;

  /** `wake` is called when an `update` may find something. */
  constructor(columns: Columns, wake?: () => void) {
    this.#columns = columns;
    this.#wake = wake;
    this.#values = new Float64Array(columns.length);
  }

  /** Measure by measure, `projection.stride` slots each; as of the last `update`. */
  get values(): Float64Array {
    return this.#values;
  }

  touched(grain: number, bucket: number): void {
    this.#dirty.add(grain * BUCKETS + bucket);
    this.#wake?.();
  }
  reset(): void {
    this.#stale = true;
    this.#wake?.();
  }

  /** Counts exactly these buckets from the next `update` on; the same array again costs nothing. */
  set(runs: readonly Run[]): void {
    if (runs === this.#runs) return;
    this.#runs = runs;
    const wanted = new Set<number>();
    for (const { grain, first, count } of runs)
      for (let bucket = first; bucket < first + count; bucket++) wanted.add(grain * BUCKETS + bucket);
    for (const [key, entry] of this.#entries) if (!wanted.has(key)) this.#remove(key, entry);
    for (const key of wanted) if (!this.#entries.has(key)) this.#insert(key);
  }

  #remove(key: number, entry: Entry): void {
    this.#entries.delete(key);
    this.#columns.tracker.unwatch(this.#columns.projection.family, entry.grain, entry.bucket, this);
    this.#dirty.delete(key);
    if (!entry.counted || this.#stale) return;
    if (entry.given?.length === this.#values.length) this.#shift(entry.given, undefined);
    else this.#stale = true;
    this.#moved = true;
  }
  #moved = false;

  #insert(key: number): void {
    const bucket = key % BUCKETS;
    const entry: Entry = { grain: (key - bucket) / BUCKETS, bucket, counted: false, given: undefined };
    this.#entries.set(key, entry);
    this.#columns.tracker.watch(this.#columns.projection.family, entry.grain, bucket, this);
    this.#dirty.add(key);
  }

  /** Takes in what changed; true when `values` may have. */
  update(): boolean {
    if (this.#values.length !== this.#columns.length) this.#stale = true;
    if (!this.#stale && !this.#moved && this.#dirty.size === 0) return false;
    const single = this.#entries.size <= 1;
    if (!single && !this.#stale) for (const key of this.#dirty) this.#readd(this.#entries.get(key));
    if (single || this.#stale) this.#addAll();
    this.#stale = this.#moved = false;
    this.#dirty.clear();
    return true;
  }

  #readd(entry: Entry | undefined): void {
    if (!entry || this.#stale) return;
    if (entry.counted && !entry.given) {
      this.#stale = true;
      return;
    }
    const fresh = this.#columns.read(entry.grain, entry.bucket);
    this.#shift(entry.given, fresh);
    this.#remember(entry, fresh);
    entry.counted = true;
  }

  #addAll(): void {
    const length = this.#columns.length;
    if (this.#values.length === length) this.#values.fill(0);
    else this.#values = new Float64Array(length);
    const [all, none] = [length <= SHORT && this.#entries.size > MANY, this.#entries.size <= 1];
    for (const [key, entry] of this.#entries) {
      const hot = entry.given !== undefined || (entry.counted && this.#dirty.has(key));
      entry.counted = true;
      if (none) this.#shift(undefined, this.#columns.read(entry.grain, entry.bucket));
      else if (all || hot) {
        const fresh = this.#columns.read(entry.grain, entry.bucket);
        this.#shift(undefined, fresh);
        this.#remember(entry, fresh);
      } else this.#columns.add(entry.grain, entry.bucket, this.#values);
      if (none || !(all || hot)) entry.given = undefined;
    }
  }

  #remember(entry: Entry, fresh: Float64Array): void {
    if (entry.given?.length === fresh.length) entry.given.set(fresh);
    else entry.given = fresh.slice();
  }

  #shift(old: Float64Array | undefined, fresh: Float64Array | undefined): void {
    const values = this.#values;
    for (let index = 0; index < values.length; index++)
      values[index] =
        (values[index] as number) + (fresh ? (fresh[index] as number) : 0) - (old ? (old[index] as number) : 0);
  }

  close(): void {
    this.set([]);
  }
}
