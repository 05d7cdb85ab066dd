import { type Bucket, makeTracks, type Track, trackOf } from './buckets.ts';
import { bucketStart, F, pageKey } from './families.ts';
import { Marks } from './marks.ts';
import type { PageView } from './shape.ts';
import { RUNS, Slots } from './slots.ts';

const MAX = Number.MAX_SAFE_INTEGER;
const SLOW_FAMILIES: readonly number[] = [F.sku, F.channelSku, F.stock];

/** All cells of one partition: tracks of buckets, their pages in one arena. `marks` are kept only where one folds. */
export class Cells {
  readonly tracks = makeTracks();
  readonly marks: Marks | undefined;
  readonly #slots = new Slots();
  #bases = new Uint32Array(64);
  #kinds = new Uint8Array(64);
  #keys = new Float64Array(64);
  #pages = 0;
  readonly #free: number[] = [];
  #clock = 0;

  constructor(folding: boolean) {
    this.marks = folding ? new Marks() : undefined;
  }

  /** Cells held, whether they are 0 or not. */
  get size(): number {
    return this.#slots.size;
  }

  track(family: number, grain: number): Track | undefined {
    return this.tracks[trackOf(family, grain)];
  }

  /** Adds to one cell; false, and nothing changed, when it would leave ±(2^53 − 1). O(1). */
  add(track: Track, bucket: Bucket, measure: number, group: number, value: number): boolean {
    const page = this.#page(track, bucket, measure, group >>> 8, group & 255);
    const slot = group & 255;
    const base = this.#bases[page] as number;
    const values = this.#slots.chunks[base >>> 18] as Float64Array;
    const at = (base & 0x3ffff) + slot;
    const sum = (values[at] as number) + value;
    if (sum > MAX || sum < -MAX) return false;
    values[at] = sum;
    track.version = bucket.version = ++this.#clock;
    if (this.marks !== undefined) this.marks.mark(page, slot);
    return true;
  }

  /** Sets one cell to an absolute value. */
  put(track: Track, bucket: Bucket, measure: number, block: number, slot: number, value: number): number {
    const page = this.#page(track, bucket, measure, block, slot);
    const base = this.#bases[page] as number;
    (this.#slots.chunks[base >>> 18] as Float64Array)[(base & 0x3ffff) + slot] = value;
    track.version = bucket.version = ++this.#clock;
    return page;
  }

  /** Sets a whole page; slots behind the bytes become 0. Returns its number. */
  putPage(track: Track, bucket: Bucket, measure: number, block: number, values: DataView): number {
    const count = values.byteLength >>> 3;
    const page = this.#page(track, bucket, measure, block, Math.max(count - 1, 0));
    const view = this.view(page);
    for (let slot = 0; slot < view.size; slot++)
      view.values[view.base + slot] = slot < count ? values.getFloat64(slot * 8, true) : 0;
    track.version = bucket.version = ++this.#clock;
    return page;
  }

  find(family: number, grain: number, measure: number, block: number, number: number): PageView | undefined {
    const bucket = this.tracks[trackOf(family, grain)]?.find(number);
    if (bucket === undefined || block >= bucket.blocks) return undefined;
    const page = bucket.pages[measure * bucket.blocks + block] as number;
    return page === 0 ? undefined : this.view(page - 1);
  }

  view(page: number): PageView {
    const base = this.#bases[page] as number;
    return {
      values: this.#slots.chunks[base >>> 18] as Float64Array,
      base: base & 0x3ffff,
      size: RUNS[this.#kinds[page] as number] as number,
    };
  }

  key(page: number): number {
    return this.#keys[page] as number;
  }

  /** The page's values as they are saved: little endian, without the zeros at the end. */
  encode(page: number): Uint8Array {
    const { values, base, size } = this.view(page);
    let count = size;
    while (count > 0 && values[base + count - 1] === 0) count--;
    return new Uint8Array(values.slice(base, base + count).buffer);
  }

  /** Frees a bucket with all its pages. */
  drop(track: Track, bucket: Bucket): void {
    track.delete(bucket);
    track.version = ++this.#clock;
    for (const entry of bucket.pages) {
      if (entry === 0) continue;
      const page = entry - 1;
      this.#slots.give(this.#kinds[page] as number, this.#bases[page] as number);
      this.marks?.remove(page, this.#keys[page] as number);
      this.#free.push(page);
    }
  }

  /** Number of the page, made or grown so that it has `slot`. */
  #page(track: Track, bucket: Bucket, measure: number, block: number, slot: number): number {
    if (block >= bucket.blocks) bucket.widen(block);
    const entry = bucket.pages[measure * bucket.blocks + block] as number;
    const page = entry === 0 ? this.#make(track, bucket, measure, block) : entry - 1;
    if (slot >= (RUNS[this.#kinds[page] as number] as number)) this.#growPage(page, slot);
    return page;
  }

  #make(track: Track, bucket: Bucket, measure: number, block: number): number {
    const page = this.#free.pop() ?? this.#pages++;
    if (page >= this.#bases.length) this.#grow();
    this.#bases[page] = this.#slots.take(0);
    this.#kinds[page] = 0;
    this.#keys[page] = pageKey(track.family, track.grain, measure, block, bucket.number);
    this.marks?.add(page, SLOW_FAMILIES.includes(track.family));
    bucket.pages[measure * bucket.blocks + block] = page + 1;
    return page;
  }

  #growPage(page: number, slot: number): void {
    let kind = this.#kinds[page] as number;
    while (slot >= (RUNS[kind] as number)) kind++;
    const base = this.#slots.take(kind);
    // Looked at only now: taking may have replaced the first chunk by a longer one.
    const from = this.view(page);
    const chunk = this.#slots.chunks[base >>> 18] as Float64Array;
    chunk.set(from.values.subarray(from.base, from.base + from.size), base & 0x3ffff);
    this.#slots.give(this.#kinds[page] as number, this.#bases[page] as number);
    this.#bases[page] = base;
    this.#kinds[page] = kind;
  }

  #grow(): void {
    const length = this.#bases.length * 2;
    const bases = new Uint32Array(length);
    bases.set(this.#bases);
    this.#bases = bases;
    const kinds = new Uint8Array(length);
    kinds.set(this.#kinds);
    this.#kinds = kinds;
    const keys = new Float64Array(length);
    keys.set(this.#keys);
    this.#keys = keys;
  }
}

/** The bucket of a track, made when new. */
export function openBucket(track: Track, number: number): Bucket {
  return track.find(number) ?? track.open(number, bucketStart(track.grain, number));
}
