import type { Writer } from './bytes.ts';
import type { SectionWriter } from './deltas.ts';
import { rankOf, registerOf } from './estimate.ts';
import { bucketStart, F, FAMILY_LIST } from './families.ts';
import { Rises } from './rises.ts';
import type { SketchFamily } from './shape.ts';
import { Sketch } from './sketch.ts';

/** Sketches open and close with this family. */
export const SKETCH_KEEP = F.region;
/** Grains at which buyers are sketched: those of that family. */
export const SKETCH_GRAINS: readonly number[] = [...(FAMILY_LIST[SKETCH_KEEP]?.keep.keys() ?? [])];
export const SKETCHED: readonly SketchFamily[] = ['store', 'region'];

interface SketchBucket {
  readonly number: number;
  readonly start: number;
  version: number;
  readonly sketches: Map<number, Sketch>;
}

export interface SketchAddress {
  family: SketchFamily;
  grain: number;
  group: number;
  bucket: number;
}

/** Group numbers have 21 bits in a sketch key. */
export const MAX_SKETCHED = 2_097_152;

/** One sketch's address as an integer below 2^50: family(1 bit) grain(2) group(21) bucket(26). */
export function sketchKey(family: SketchFamily, grain: number, group: number, bucket: number): number {
  return ((SKETCHED.indexOf(family) * 4 + grain) * 2097152 + group) * 67108864 + bucket;
}
export function sketchAddress(key: number): SketchAddress {
  const bucket = key % 67108864;
  const rest = (key - bucket) / 67108864;
  return {
    family: SKETCHED[Math.floor(rest / 2097152) >> 2] as SketchFamily,
    grain: Math.floor(rest / 2097152) & 3,
    group: rest % 2097152,
    bucket,
  };
}

/** All sketches of one partition: buyers per store and per region. */
export class Sketches {
  /** By family × 4 + grain. */
  readonly #tracks: Map<number, SketchBucket>[] = Array.from({ length: 8 }, () => new Map());
  /** The bucket opened last, by track. */
  readonly #recent: (SketchBucket | undefined)[] = new Array<SketchBucket | undefined>(8).fill(undefined);
  #delta: Sketch[] = [];
  #redo: Sketch[] = [];
  readonly #deltaRises = new Rises();
  readonly #redoRises = new Rises();
  #queue: Sketch[] = [];
  #deleted: number[] = [];
  #clock = 0;
  readonly #folding: boolean;

  constructor(folding: boolean) {
    this.#folding = folding;
  }

  /**
   * Lets a buyer's hash count in the buckets that stand in `buckets` from `from`, by SKETCH_GRAINS (−1 = closed). A finer bucket lies within the wider ones,
   * so what it had seen before they have seen too.
   */
  see(family: SketchFamily, buckets: Int32Array, from: number, group: number, high: number, low: number): void {
    const register = registerOf(high);
    const value = rankOf(high, low);
    for (let index = 0; index < SKETCH_GRAINS.length; index++) {
      const bucket = buckets[from + index] as number;
      if (bucket < 0) continue;
      const grain = SKETCH_GRAINS[index] as number;
      const place = this.#open(family, grain, bucket);
      const sketch = this.#sketch(place, family, grain, group);
      if (!sketch.raise(register, value)) return;
      place.version = ++this.#clock;
      if (!this.#folding) continue;
      if (sketch.delta.count === 0) this.#delta.push(sketch);
      if (sketch.redo.count === 0) this.#redo.push(sketch);
      this.#deltaRises.add(sketch.delta, register);
      this.#redoRises.add(sketch.redo, register);
    }
  }

  /** The sketch with this key, whose registers are about to be raised to what stands elsewhere. */
  open(key: number): Sketch {
    const { family, grain, group, bucket } = sketchAddress(key);
    const place = this.#open(family, grain, bucket);
    place.version = ++this.#clock;
    return this.#sketch(place, family, grain, group);
  }

  /** A whole sketch from the checkpoint. */
  load(key: number, bytes: Uint8Array): void {
    const sketch = this.open(key);
    sketch.load(bytes);
    sketch.stored = true;
  }

  /** A redo record that stands in Redis touches the sketch. */
  touched(sketch: Sketch, redo: number): void {
    if (sketch.since !== 0) return;
    sketch.since = redo;
    this.#queue.push(sketch);
  }

  merge(family: SketchFamily, grain: number, bucket: number, group: number, into: Uint8Array): boolean {
    const sketch = this.#track(family, grain).get(bucket)?.sketches.get(group);
    sketch?.mergeInto(into);
    return sketch !== undefined;
  }

  version(family: SketchFamily, grain: number, bucket: number): number {
    return this.#track(family, grain).get(bucket)?.version ?? 0;
  }

  /** Drops the buckets of this grain that `isOpen` no longer wants. */
  close(grain: number, isOpen: (start: number) => boolean): void {
    for (const family of SKETCHED) {
      const track = this.#track(family, grain);
      for (const bucket of track.values()) {
        if (isOpen(bucket.start)) continue;
        track.delete(bucket.number);
        this.#recent.fill(undefined);
        for (const sketch of bucket.sketches.values()) {
          sketch.gone = true;
          if (sketch.stored) this.#deleted.push(sketch.key);
        }
      }
    }
  }

  hasDelta(): boolean {
    return this.#delta.length > 0;
  }
  hasRedo(): boolean {
    return this.#redo.length > 0 || this.#deleted.length > 0;
  }
  hasUnsaved(): boolean {
    return this.#queue.length > 0;
  }

  drainDelta(out: SectionWriter): void {
    for (const sketch of this.#delta) {
      const rose = this.#deltaRises.take(sketch.delta);
      if (!sketch.gone) out.registers(sketch.key, rose, (register) => sketch.get(register));
    }
    this.#delta = [];
    this.#deltaRises.clear();
  }

  drainRedo(out: SectionWriter, redo: number): void {
    for (const sketch of this.#redo) {
      const rose = this.#redoRises.take(sketch.redo);
      if (sketch.gone) continue;
      out.registers(sketch.key, rose, (register) => sketch.get(register));
      if (sketch.since === 0) this.#queue.push(sketch);
      if (sketch.since === 0) sketch.since = redo;
    }
    this.#redo = [];
    this.#redoRises.clear();
  }

  /** Sketches to save, oldest first, up to about `maxBytes`, their bytes in `out`; and those to delete. */
  takeUnsaved(maxBytes: number, out: Writer): [key: number, bytes: Uint8Array | undefined][] {
    const taken: [number, Uint8Array | undefined][] = this.#deleted.map((key) => [key, undefined]);
    this.#deleted = [];
    let left = maxBytes;
    let head = 0;
    for (; head < this.#queue.length && left > 0; head++) {
      const sketch = this.#queue[head] as Sketch;
      if (sketch.gone) continue;
      const bytes = sketch.encode(out);
      taken.push([sketch.key, bytes]);
      left -= bytes.length;
      sketch.since = 0;
      sketch.stored = true;
    }
    this.#queue = this.#queue.slice(head);
    return taken;
  }

  /** The oldest redo record that an unsaved sketch still needs, Infinity when none. */
  oldestNeeded(): number {
    for (const sketch of this.#queue) if (!sketch.gone) return sketch.since;
    return Number.POSITIVE_INFINITY;
  }

  #track(family: SketchFamily, grain: number): Map<number, SketchBucket> {
    return this.#tracks[(family === 'store' ? 0 : 4) + grain] as Map<number, SketchBucket>;
  }

  #open(family: SketchFamily, grain: number, number: number): SketchBucket {
    const index = (family === 'store' ? 0 : 4) + grain;
    const recent = this.#recent[index];
    if (recent !== undefined && recent.number === number) return recent;
    const track = this.#track(family, grain);
    let bucket = track.get(number);
    if (bucket === undefined) {
      bucket = { number, start: bucketStart(grain, number), version: 0, sketches: new Map() };
      track.set(number, bucket);
    }
    this.#recent[index] = bucket;
    return bucket;
  }

  #sketch(bucket: SketchBucket, family: SketchFamily, grain: number, group: number): Sketch {
    let sketch = bucket.sketches.get(group);
    if (sketch === undefined) {
      sketch = new Sketch(sketchKey(family, grain, group, bucket.number), group);
      bucket.sketches.set(group, sketch);
    }
    return sketch;
  }
}
