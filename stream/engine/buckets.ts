import { bucketStart, FAMILY_LIST } from './families.ts';

/** One bucket of one family and grain: which sheets stand in it. */
export class Bucket {
  readonly number: number;
  /** Epoch ms. */
  readonly start: number;
  version = 0;
  /** Sheet number + 1 by block; 0 = none. */
  sheets = new Int32Array(1);
  /** Where the sheet's rows begin, by block (a multiple of 8), plus 1 + the number of its room; 0 = none. */
  places = new Uint32Array(1);
  /** Saved pages of sheets that were not made yet, by block: a chain of PackedPages; 0 = none. */
  packed = new Uint32Array(1);

  constructor(number: number, start: number) {
    this.number = number;
    this.start = start;
  }

  get blocks(): number {
    return this.sheets.length;
  }

  /** Makes room for block `block`. */
  widen(block: number): void {
    let blocks = this.sheets.length;
    while (blocks <= block) blocks *= 2;
    const sheets = new Int32Array(blocks);
    sheets.set(this.sheets);
    this.sheets = sheets;
    const places = new Uint32Array(blocks);
    places.set(this.places);
    this.places = places;
    const packed = new Uint32Array(blocks);
    packed.set(this.packed);
    this.packed = packed;
  }
}

const RECENT = 32;
/** Changes remembered; a power of two. */
const TOLD = 64;

/** The buckets of one family at one grain. */
export class Track {
  readonly family: number;
  readonly grain: number;
  version = 0;
  /** A ring: which bucket changed, and the version that its last change in a row made. */
  readonly #told = new Int32Array(TOLD);
  readonly #toldAt = new Float64Array(TOLD);
  #newest = 0;
  readonly buckets = new Map<number, Bucket>();
  readonly #recent: (Bucket | undefined)[] = new Array<Bucket | undefined>(RECENT).fill(undefined);

  constructor(family: number, grain: number) {
    this.family = family;
    this.grain = grain;
  }

  find(number: number): Bucket | undefined {
    const recent = this.#recent[number & (RECENT - 1)];
    if (recent !== undefined && recent.number === number) return recent;
    const bucket = this.buckets.get(number);
    if (bucket !== undefined) this.#recent[number & (RECENT - 1)] = bucket;
    return bucket;
  }

  /** The bucket, made when new. */
  open(number: number): Bucket {
    const known = this.find(number);
    if (known !== undefined) return known;
    const bucket = new Bucket(number, bucketStart(this.grain, number));
    this.buckets.set(number, bucket);
    this.#recent[number & (RECENT - 1)] = bucket;
    return bucket;
  }

  /** Something in this bucket changed, or it went; that made this version, which only grows. */
  turn(number: number, version: number): void {
    this.version = version;
    if (this.#told[this.#newest] !== number) this.#newest = (this.#newest + 1) & (TOLD - 1);
    this.#told[this.#newest] = number;
    this.#toldAt[this.#newest] = version;
  }

  /** Buckets that changed after this version, some perhaps twice; undefined when that was too many changes ago. */
  changedSince(version: number): readonly number[] | undefined {
    const changed: number[] = [];
    for (let back = 0; back < TOLD; back++) {
      const at = (this.#newest - back) & (TOLD - 1);
      if ((this.#toldAt[at] as number) <= version) return changed;
      changed.push(this.#told[at] as number);
    }
    return undefined;
  }

  delete(bucket: Bucket): void {
    this.buckets.delete(bucket.number);
    this.#recent[bucket.number & (RECENT - 1)] = undefined;
  }
}

/** Number of a family and grain together. */
export const trackOf = (family: number, grain: number): number => family * 4 + grain;

/** Tracks by trackOf, undefined where the family does not keep the grain. */
export function makeTracks(): (Track | undefined)[] {
  return FAMILY_LIST.flatMap((family, number) =>
    [0, 1, 2, 3].map((grain) => (family.keep.has(grain) ? new Track(number, grain) : undefined)),
  );
}
