import { Amounts } from './amounts.ts';
import type { Track } from './buckets.ts';
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
  WHOLE,
} from './contributions.ts';
import type { Days } from './days.ts';
import { DAY, F, QUARTER } from './families.ts';
import type { GroupTable } from './groups.ts';
import type { ImageStore } from './image.ts';
import { Moments } from './moments.ts';
import { REST_NAME } from './names.ts';
import { MAX_SKETCHED, SKETCH_KEEP } from './sketches.ts';
import { Targets } from './targets.ts';

/**
 * Adds contributions to the cells of an image: every row at all grains of its families whose bucket is open. Exact integers;
 * a cell that would leave ±(2^53 − 1) stops it. O(1) a row and grain.
 */
export class Fold {
  readonly #image: ImageStore;
  readonly #whole: Targets;
  readonly #category: Targets;
  readonly #sku: Targets;
  readonly #groups = new Int32Array(16);
  readonly #amounts = new Amounts();
  readonly #sketched: Moments;
  /** Rows of cells added to, those of closed buckets too, and how many may be (for taking some back). */
  #made = 0;
  #most = Number.POSITIVE_INFINITY;

  constructor(image: ImageStore, days: Days) {
    this.#image = image;
    this.#whole = new Targets(image, days, [F.store, F.region, F.tag]);
    this.#category = new Targets(image, days, [F.category]);
    this.#sku = new Targets(image, days, [F.sku, F.channelSku]);
    this.#sketched = new Moments(image, days, [SKETCH_KEEP]);
  }

  /** Buckets have closed, or days become kept: what is open must be looked up again. */
  reopen(): void {
    for (const targets of [this.#whole, this.#category, this.#sku, this.#sketched]) targets.forget();
  }

  /** Lets readers know which buckets changed: to be called before anybody looks at the image, or a bucket closes. */
  settle(): void {
    for (const { moments } of [this.#whole, this.#category, this.#sku]) moments.settle();
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
    const { sketches } = this.#image;
    for (let row = 0; row < count * ROW; row += ROW) {
      if (rows[row] !== BUYER) continue;
      const high = rows[row + ONE] as number;
      const low = rows[row + TWO] as number;
      const store = this.#table(F.store).of(rows[row + CHANNEL] as number, rows[row + SHOP] as number, 0);
      const region = rows[row + REGION] as number;
      this.#sketched.open(rows[row + AT] as number);
      const { buckets, from } = this.#sketched;
      sketches.see('store', buckets, from, store, high, low);
      sketches.see('region', buckets, from, region < MAX_SKETCHED ? region : REST_NAME, high, low);
    }
  }

  #undo(contribution: Contributions, from: number, sign: number, most: number): void {
    this.#most = most;
    this.#made = 0;
    this.#rows(contribution, from, sign);
  }

  #rows(contribution: Contributions, from: number, sign: number): boolean {
    const { rows, count } = contribution;
    for (let row = from * ROW; row < count * ROW; row += ROW) {
      if (this.#made >= this.#most) return true;
      const type = rows[row] as number;
      if (type === WHOLE) {
        this.#amounts.take(contribution, row, F.store, sign);
        if (!this.#add(this.#whole, this.#wholeAt(rows, row))) return false;
      } else if (type === PART) {
        this.#amounts.take(contribution, row, F.sku, sign);
        if (!this.#add(this.#category, this.#categoryAt(rows, row))) return false;
        if (!this.#add(this.#sku, this.#skuAt(rows, row))) return false;
      } else if (type === STOCK) {
        this.#amounts.take(contribution, row, F.stock, sign);
        if (!this.#stockRow(rows, row)) return false;
      } else if (type !== BUYER && type !== NOTABLE) throw new RangeError('a row of no known type');
    }
    return true;
  }

  #wholeAt(rows: Float64Array, row: number): number {
    const channel = rows[row + CHANNEL] as number;
    const shop = rows[row + SHOP] as number;
    const region = rows[row + REGION] as number;
    const tag = rows[row + TAG] as number;
    const known = this.#whole.recall(rows[row + AT] as number, channel, shop, region, tag);
    if (known >= 0) return known;
    const groups = this.#groups;
    const { list } = this.#whole.moments;
    const store = this.#table(F.store).of(channel, shop, 0);
    const regionGroup = this.#table(F.region).of(channel, shop, region);
    const tagGroup = this.#table(F.tag).of(channel, shop, tag);
    for (let index = 0; index < list.length; index++) {
      const family = list[index]?.family;
      groups[index] = family === F.store ? store : family === F.region ? regionGroup : tagGroup;
    }
    this.#whole.find(-1 - known, groups);
    return -1 - known;
  }

  #categoryAt(rows: Float64Array, row: number): number {
    const channel = rows[row + CHANNEL] as number;
    const shop = rows[row + SHOP] as number;
    const category = rows[row + ONE] as number;
    const known = this.#category.recall(rows[row + AT] as number, channel, shop, category, 0);
    if (known >= 0) return known;
    this.#groups.fill(this.#table(F.category).of(channel, shop, category));
    this.#category.find(-1 - known, this.#groups);
    return -1 - known;
  }

  /** SKUs are too many to be remembered: the next order has others. */
  #skuAt(rows: Float64Array, row: number): number {
    const at = rows[row + AT] as number;
    const name = rows[row + TWO] as number;
    const groups = this.#groups;
    const { moments } = this.#sku;
    const { list } = moments;
    const { tops } = this.#image;
    moments.open(at);
    const sku = this.#table(F.sku).of(name, 0, 0);
    const channelSku = this.#table(F.channelSku).of(rows[row + CHANNEL] as number, name, 0);
    for (let index = 0; index < list.length; index++) {
      const family = list[index]?.family;
      groups[index] = family === F.sku ? sku : channelSku;
      if (family !== F.sku || list[index]?.grain !== QUARTER || tops.size === 0 || tops.stands(at, sku)) continue;
      groups[index] = this.#table(F.sku).of(REST_NAME, 0, 0);
    }
    this.#sku.find(0, groups);
    return 0;
  }

  /** Adds `#amounts` to the rows of `targets` that begin at `from`. */
  #add({ moments, rows }: Targets, from: number): boolean {
    const to = from + Math.min(moments.list.length, this.#most - this.#made);
    const reached = this.#image.cells.addTo(rows, from, to, this.#amounts);
    this.#made += reached - from;
    moments.touch();
    return reached === to;
  }

  #stockRow(rows: Float64Array, row: number): boolean {
    const { cells } = this.#image;
    const group = this.#table(F.stock).of(rows[row + ONE] as number, rows[row + TWO] as number, 0);
    if (!cells.addRow(cells.track(F.stock, DAY) as Track, 0, group, this.#amounts)) return false;
    this.#made++;
    return true;
  }

  #table(family: number): GroupTable {
    return this.#image.groups[family] as GroupTable;
  }
}
