import type { Days } from '../engine/days.ts';
import { bucketAt, bucketStart, DAY, F, FAMILY_LIST, type FamilyName, M, type Measure } from '../engine/families.ts';

const PAIR = 2 ** 22;

export interface Place {
  channel: number;
  shop: number;
  region: number;
  tag: number;
}

/** Which buckets are summed up: family and grain number, start in epoch ms. */
export type Wanted = (family: number, grain: number, start: number) => boolean;

/** The sums of one bucket: a cell is group × 16 + measure. */
class Bucket {
  readonly merged: boolean;
  readonly #places = new Map<number, number>();
  #values = new Float64Array(16);

  constructor(merged: boolean) {
    this.merged = merged;
  }
  add(measure: number, group: number, value: number): void {
    const cell = (this.merged ? 0 : group) * 16 + measure;
    let place = this.#places.get(cell);
    if (place === undefined) {
      place = this.#places.size;
      this.#places.set(cell, place);
      if (place === this.#values.length) {
        const wider = new Float64Array(place * 2);
        wider.set(this.#values);
        this.#values = wider;
      }
    }
    this.#values[place] = (this.#values[place] as number) + value;
  }
  take(measure: number, group: number): number {
    const cell = group * 16 + measure;
    const place = this.#places.get(cell);
    this.#places.delete(cell);
    return place === undefined ? 0 : (this.#values[place] as number);
  }
  *rest(): Iterable<{ measure: number; group: number; value: number }> {
    for (const [cell, place] of this.#places)
      yield { measure: cell % 16, group: Math.floor(cell / 16), value: this.#values[place] as number };
  }
}

/** One family at one grain: its buckets by number, undefined where they are not wanted, and the one asked for last. */
interface Track {
  family: number;
  grain: number;
  buckets: Map<number, Bucket | undefined>;
  now: Bucket | undefined;
}

/** The naive sum: every amount added to every cell it belongs to, one by one. Values are exact integers. */
export class Sums {
  readonly #days: Days;
  readonly #wanted: Wanted;
  readonly #merged: Wanted;
  readonly #pairs = new Map<number, number>();
  readonly #groups = FAMILY_LIST.map(() => new Map<number, number>());
  readonly #whole = { at: Number.NaN, tracks: tracksOf(['store', 'region', 'tag']) };
  readonly #part = { at: Number.NaN, tracks: tracksOf(['category', 'sku', 'channelSku']) };
  readonly #shelves = tracksOf(['stock']);
  #place: Place | undefined;
  #placed: readonly number[] = [];

  /** `merged`: buckets in which all groups of a family stand as one, group 0. */
  constructor(days: Days, wanted: Wanted, merged: Wanted) {
    this.#days = days;
    this.#wanted = wanted;
    this.#merged = merged;
  }

  /** An amount of a whole order. */
  whole(measure: Measure, at: number, place: Place, value: number): void {
    if (value === 0) return;
    const groups = this.#groupsOf(place);
    for (const { family, now } of this.#at(this.#whole, at)) now?.add(M[measure], groups[family] as number, value);
  }

  /** An amount that belongs to one line of an order. */
  part(measure: Measure, at: number, { channel, shop }: Place, category: number, sku: number, value: number): void {
    if (value === 0) return;
    const groups: number[] = [];
    groups[F.category] = this.group(F.category, channel, shop, category);
    groups[F.sku] = this.group(F.sku, sku);
    groups[F.channelSku] = this.group(F.channelSku, channel, sku);
    for (const { family, now } of this.#at(this.#part, at)) now?.add(M[measure], groups[family] as number, value);
  }

  /** An amount that has no time. */
  shelf(measure: Measure, sku: number, warehouse: number, value: number): void {
    if (value !== 0)
      this.#bucket(this.#shelves[0] as Track, 0)?.add(M[measure], this.group(F.stock, sku, warehouse), value);
  }

  /** The number by which a group of a family is known here, from its interned names, outermost first. */
  group(family: number, a = 0, b = 0, c = 0): number {
    const pair = numbered(this.#pairs, a * PAIR + b);
    return numbered(this.#groups[family] as Map<number, number>, pair * PAIR + c);
  }

  /** The names of a group, as they were given to `group`. */
  names(family: number, group: number): number[] {
    const at = [...(this.#groups[family] as Map<number, number>).keys()][group - 1] ?? 0;
    const pair = [...this.#pairs.keys()][Math.floor(at / PAIR) - 1] ?? 0;
    return [Math.floor(pair / PAIR), pair % PAIR, at % PAIR];
  }

  /** Takes a cell out: its value, 0 when there is none. What is left at the end was never asked for. */
  take(family: number, grain: number, measure: number, bucket: number, group: number): number {
    const track = this.#tracks().find((each) => each.family === family && each.grain === grain);
    return track?.buckets.get(bucket)?.take(measure, group) ?? 0;
  }

  /** Cells that were not taken. */
  *rest(): Iterable<{ family: number; grain: number; measure: number; bucket: number; group: number; value: number }> {
    for (const { family, grain, buckets } of this.#tracks())
      for (const [bucket, sums] of buckets)
        for (const cell of sums?.rest() ?? []) yield { family, grain, bucket, ...cell };
  }

  #tracks(): Track[] {
    return [...this.#whole.tracks, ...this.#part.tracks, ...this.#shelves];
  }

  #groupsOf(place: Place): readonly number[] {
    if (place === this.#place) return this.#placed;
    const { channel, shop, region, tag } = place;
    const groups: number[] = [];
    groups[F.store] = this.group(F.store, channel, shop);
    groups[F.region] = this.group(F.region, channel, shop, region);
    groups[F.tag] = this.group(F.tag, channel, shop, tag);
    this.#place = place;
    this.#placed = groups;
    return groups;
  }

  /** The tracks, their buckets of this moment at hand. */
  #at(some: { at: number; tracks: Track[] }, at: number): Track[] {
    if (some.at === at) return some.tracks;
    some.at = at;
    const day = this.#days.start(at);
    for (const track of some.tracks)
      track.now = this.#bucket(track, bucketAt(track.grain, track.grain === DAY ? day : at));
    return some.tracks;
  }

  #bucket(track: Track, number: number): Bucket | undefined {
    const { family, grain, buckets } = track;
    if (buckets.has(number)) return buckets.get(number);
    const start = bucketStart(grain, number);
    const bucket = this.#wanted(family, grain, start) ? new Bucket(this.#merged(family, grain, start)) : undefined;
    buckets.set(number, bucket);
    return bucket;
  }
}

function tracksOf(names: readonly FamilyName[]): Track[] {
  return names.flatMap((name) =>
    [...(FAMILY_LIST[F[name]]?.keep.keys() ?? [])].map((grain) => ({
      family: F[name],
      grain,
      buckets: new Map<number, Bucket | undefined>(),
      now: undefined,
    })),
  );
}

/** The number of a key, the next one (from 1) when it is new. */
function numbered(numbers: Map<number, number>, key: number): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size + 1);
  return numbers.size;
}
