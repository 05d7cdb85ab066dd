import { type Bucket, type Track, trackOf } from './buckets.ts';
import { openBucket } from './cells.ts';
import {
  AT,
  BUYER,
  CHANNEL,
  type Contributions,
  NOTABLE,
  ONE,
  PART,
  REGION,
  ROW,
  SHOP,
  STOCK,
  TAG,
  TWO,
  VALUE,
  WHOLE,
} from './contributions.ts';
import type { Days } from './days.ts';
import { bucketAt, DAY, F, FAMILY_LIST, QUARTER } from './families.ts';
import type { ImageStore } from './image.ts';
import { REST_NAME } from './names.ts';
import { SKETCH_GRAINS, SKETCH_KEEP } from './sketches.ts';

const WHOLE_FAMILIES: readonly number[] = [F.store, F.region, F.tag];
const PART_FAMILIES: readonly number[] = [F.category, F.sku, F.channelSku];

/** Family, grain, and the bucket that `at` falls into: undefined when it is closed. */
interface Target {
  readonly track: Track;
  readonly family: number;
  readonly grain: number;
  bucket: Bucket | undefined;
}

/** Targets of some families at one moment; looked up again only when the moment changes. */
class Targets {
  readonly list: readonly Target[];
  at = Number.NaN;

  constructor(image: ImageStore, families: readonly number[]) {
    this.list = families.flatMap((family) =>
      [...(FAMILY_LIST[family]?.keep.keys() ?? [])].map((grain) => ({
        track: image.cells.tracks[trackOf(family, grain)] as Track,
        family,
        grain,
        bucket: undefined,
      })),
    );
  }
}

/**
 * Adds contributions to the cells of an image: every row at all grains of its families whose bucket is open. Exact integers;
 * a cell that would leave ±(2^53 − 1) stops it. O(1) a row and grain.
 */
export class Fold {
  readonly #image: ImageStore;
  readonly #days: Days;
  readonly #whole: Targets;
  readonly #part: Targets;
  /** Additions made since `begin`, and how many may be made (for taking some back). */
  #made = 0;
  #most = Number.POSITIVE_INFINITY;

  constructor(image: ImageStore, days: Days) {
    this.#image = image;
    this.#days = days;
    this.#whole = new Targets(image, WHOLE_FAMILIES);
    this.#part = new Targets(image, PART_FAMILIES);
  }

  /** Buckets have closed, or days become kept: what is open must be looked up again. */
  reopen(): void {
    this.#whole.at = this.#part.at = Number.NaN;
  }

  /**
   * Replaces the contribution `before` by `after`; rows that both begin with stay. All or nothing: false, and no cell changed,
   * when one would leave ±(2^53 − 1).
   */
  replace(before: Contributions, after: Contributions): boolean {
    const from = before.common(after);
    this.#most = Number.POSITIVE_INFINITY;
    this.#made = 0;
    const taken = this.#rows(before, from, -1);
    const takings = this.#made;
    this.#made = 0;
    if (taken && this.#rows(after, from, 1)) return true;
    this.#undo(after, from, -1, this.#made);
    this.#undo(before, from, 1, takings);
    return false;
  }

  /** Takes a whole contribution back. */
  take(contribution: Contributions): void {
    this.#most = Number.POSITIVE_INFINITY;
    this.#rows(contribution, 0, -1);
  }

  /** Lets the buyers of a contribution count. */
  see({ rows, count }: Contributions): void {
    const { groups, keeping, sketches } = this.#image;
    for (let row = 0; row < count * ROW; row += ROW) {
      if (rows[row] !== BUYER) continue;
      const at = rows[row + AT] as number;
      const store = groups[F.store]?.of(rows[row + CHANNEL] as number, rows[row + SHOP] as number, 0) ?? 0;
      for (const grain of SKETCH_GRAINS) {
        const bucket = bucketAt(grain, grain === DAY ? this.#days.start(at) : at);
        const start = grain === DAY ? this.#days.start(at) : at;
        if (!keeping.isOpen(SKETCH_KEEP, grain, start)) continue;
        const [high, low] = [rows[row + ONE] as number, rows[row + TWO] as number];
        sketches.see('store', grain, bucket, store, high, low);
        sketches.see('region', grain, bucket, rows[row + REGION] as number, high, low);
      }
    }
  }

  #undo(contribution: Contributions, from: number, sign: number, most: number): void {
    this.#most = most;
    this.#made = 0;
    this.#rows(contribution, from, sign);
  }

  #rows({ rows, count }: Contributions, from: number, sign: number): boolean {
    for (let row = from * ROW; row < count * ROW; row += ROW) {
      if (this.#made >= this.#most) return true;
      const value = (rows[row + VALUE] as number) * sign;
      if (value === 0) continue;
      const type = rows[row] as number;
      if (type === WHOLE) {
        if (!this.#wholeRow(rows, row, value)) return false;
      } else if (type === PART) {
        if (!this.#partRow(rows, row, value)) return false;
      } else if (type === STOCK) {
        if (!this.#stockRow(rows, row, value)) return false;
      } else if (type !== BUYER && type !== NOTABLE) throw new RangeError('a row of no known type');
    }
    return true;
  }

  #wholeRow(rows: Float64Array, row: number, value: number): boolean {
    const targets = this.#open(this.#whole, rows[row + AT] as number);
    const measure = rows[row + 1] as number;
    const channel = rows[row + CHANNEL] as number;
    const shop = rows[row + SHOP] as number;
    const { groups } = this.#image;
    const store = (groups[F.store] as (typeof groups)[number]).of(channel, shop, 0);
    const region = (groups[F.region] as (typeof groups)[number]).of(channel, shop, rows[row + REGION] as number);
    const tag = (groups[F.tag] as (typeof groups)[number]).of(channel, shop, rows[row + TAG] as number);
    for (let index = 0; index < targets.length; index++) {
      const target = targets[index] as Target;
      const group = target.family === F.store ? store : target.family === F.region ? region : tag;
      if (!this.#add(target, measure, group, value)) return false;
    }
    return true;
  }

  #partRow(rows: Float64Array, row: number, value: number): boolean {
    const at = rows[row + AT] as number;
    const targets = this.#open(this.#part, at);
    const measure = rows[row + 1] as number;
    const channel = rows[row + CHANNEL] as number;
    const shop = rows[row + SHOP] as number;
    const name = rows[row + TWO] as number;
    const { groups } = this.#image;
    const category = (groups[F.category] as (typeof groups)[number]).of(channel, shop, rows[row + ONE] as number);
    const sku = (groups[F.sku] as (typeof groups)[number]).of(name, 0, 0);
    const channelSku = (groups[F.channelSku] as (typeof groups)[number]).of(channel, name, 0);
    for (let index = 0; index < targets.length; index++) {
      const target = targets[index] as Target;
      let group = target.family === F.category ? category : target.family === F.sku ? sku : channelSku;
      if (
        target.family === F.sku &&
        target.grain === QUARTER &&
        this.#image.tops.size > 0 &&
        !this.#image.tops.stands(at, sku)
      )
        group = (groups[F.sku] as (typeof groups)[number]).of(REST_NAME, 0, 0);
      if (!this.#add(target, measure, group, value)) return false;
    }
    return true;
  }

  #stockRow(rows: Float64Array, row: number, value: number): boolean {
    const { groups, cells } = this.#image;
    const group = groups[F.stock]?.of(rows[row + ONE] as number, rows[row + TWO] as number, 0) ?? 0;
    const track = cells.track(F.stock, DAY) as Track;
    if (this.#made >= this.#most) return true;
    this.#made++;
    return cells.add(track, openBucket(track, 0), rows[row + 1] as number, group, value) || this.#refused();
  }

  #add(target: Target, measure: number, group: number, value: number): boolean {
    const { bucket } = target;
    if (bucket === undefined || this.#made >= this.#most) return true;
    this.#made++;
    return this.#image.cells.add(target.track, bucket, measure, group, value) || this.#refused();
  }

  #refused(): boolean {
    this.#made--;
    return false;
  }

  #open(targets: Targets, at: number): readonly Target[] {
    if (targets.at === at) return targets.list;
    targets.at = at;
    const day = this.#days.start(at);
    for (const target of targets.list) {
      const start = target.grain === DAY ? day : at;
      target.bucket = undefined;
      const number = bucketAt(target.grain, start);
      if (this.#image.isOpen(target.family, target.grain, start)) target.bucket = openBucket(target.track, number);
    }
    return targets.list;
  }
}
