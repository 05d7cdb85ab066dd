import type { Place, Tally } from '../entities/define.ts';
import { M } from '../entities/measures.ts';

/** Numbers of one row. */
export const ROW = 10;
export const WHOLE = 0;
export const PART = 1;
export const STOCK = 2;
export const BUYER = 3;
export const NOTABLE = 4;

/** What stands where in a row; `one` and `two`: category and sku, sku and warehouse, high and low of a buyer, id of something notable. */
export const AT = 2;
export const CHANNEL = 3;
export const SHOP = 4;
export const REGION = 5;
export const TAG = 6;
export const ONE = 7;
export const TWO = 8;
/** Of something notable: what it is, and its amount. */
export const WHAT = 1;
export const VALUE = 9;
/** Of all others: where its amounts begin and end. */
export const FIRST = 1;
export const END = 9;

/**
 * A contribution as flat rows of numbers, in a buffer that is used again. A row is a place in time, and the amounts of several
 * measures that belong there: they go to the same cells' rows, which are then looked up once.
 */
export class Contributions implements Tally {
  rows = new Float64Array(ROW * 64);
  count = 0;
  /** Amounts of all rows. */
  measures = new Uint8Array(256);
  values = new Float64Array(256);
  #amounts = 0;
  /** Of the last row: the place it was told with, and its measures, one bit each. */
  #place: Place | undefined;
  #said = 0;
  /** Refunds that wait for a payment. */
  waiting = 0;
  buyers = 0;
  voided = 0;
  notables = 0;

  clear(): void {
    this.count = this.waiting = this.buyers = this.voided = this.notables = this.#amounts = 0;
    this.#place = undefined;
  }

  whole(measure: number, at: number, place: Place, value: number): void {
    if (measure === M.waiting) this.waiting += value;
    else if (measure === M.voided_orders) this.voided += value;
    this.#add(WHOLE, measure, at, place, 0, 0, value);
  }
  part(measure: number, at: number, place: Place, category: number, sku: number, value: number): void {
    this.#add(PART, measure, at, place, category, sku, value);
  }
  stock(measure: number, sku: number, warehouse: number, value: number): void {
    this.#add(STOCK, measure, 0, NOWHERE, sku, warehouse, value);
  }
  buyer(at: number, place: Place, high: number, low: number): void {
    this.buyers++;
    this.#push(BUYER, 0, at, place, high, low, 0);
  }
  notable(what: 'order' | 'refund', at: number, place: Place, amount: number, id: number): void {
    this.notables++;
    this.#push(NOTABLE, what === 'order' ? 0 : 1, at, place, id, 0, amount);
  }

  /** How many rows both begin with. */
  common(other: Contributions): number {
    const most = Math.min(this.count, other.count);
    for (let row = 0; row < most; row++) if (!this.#same(other, row * ROW)) return row;
    return most;
  }

  #same(other: Contributions, row: number): boolean {
    const { rows, measures, values } = this;
    for (let at = row; at < row + ROW; at++) if (rows[at] !== other.rows[at]) return false;
    if ((rows[row] as number) >= BUYER) return true;
    const end = rows[row + END] as number;
    for (let at = rows[row + FIRST] as number; at < end; at++)
      if (measures[at] !== other.measures[at] || values[at] !== other.values[at]) return false;
    return true;
  }

  #add(type: number, measure: number, at: number, place: Place, one: number, two: number, value: number): void {
    if (value === 0) return;
    const to = this.#amounts++;
    const bit = 1 << measure;
    if (!this.#goesOn(type, at, place, one, two) || (this.#said & bit) !== 0) {
      this.#push(type, to, at, place, one, two, to);
      this.#place = place;
      this.#said = 0;
    }
    this.#said |= bit;
    if (to === this.values.length) this.#growAmounts();
    this.measures[to] = measure;
    this.values[to] = value;
    this.rows[this.count * ROW - 1] = to + 1;
  }

  /** The last row is of the same place in time. */
  #goesOn(type: number, at: number, place: Place, one: number, two: number): boolean {
    if (this.#place !== place) return false;
    const row = (this.count - 1) * ROW;
    const { rows } = this;
    return rows[row] === type && rows[row + AT] === at && rows[row + ONE] === one && rows[row + TWO] === two;
  }

  #push(type: number, first: number, at: number, place: Place, one: number, two: number, last: number): void {
    let to = this.count++ * ROW;
    if (to === this.rows.length) this.#grow();
    const rows = this.rows;
    rows[to++] = type;
    rows[to++] = first;
    rows[to++] = at;
    rows[to++] = place.channel;
    rows[to++] = place.shop;
    rows[to++] = place.region;
    rows[to++] = place.tag;
    rows[to++] = one;
    rows[to++] = two;
    rows[to] = last;
  }

  #grow(): void {
    const wider = new Float64Array(this.rows.length * 2);
    wider.set(this.rows);
    this.rows = wider;
  }

  #growAmounts(): void {
    const measures = new Uint8Array(this.measures.length * 2);
    measures.set(this.measures);
    this.measures = measures;
    const values = new Float64Array(this.values.length * 2);
    values.set(this.values);
    this.values = values;
  }
}

const NOWHERE: Place = Object.freeze({ channel: 0, shop: 0, region: 0, tag: 0 });
