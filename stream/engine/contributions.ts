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
export const VALUE = 9;

/** A contribution as flat rows of numbers, in a buffer that is used again: what type of row, measure, at, place, one, two, value. */
export class Contributions implements Tally {
  rows = new Float64Array(ROW * 64);
  count = 0;
  /** Refunds that wait for a payment. */
  waiting = 0;
  buyers = 0;
  voided = 0;
  notables = 0;

  clear(): void {
    this.count = this.waiting = this.buyers = this.voided = this.notables = 0;
  }

  whole(measure: number, at: number, place: Place, value: number): void {
    if (measure === M.waiting) this.waiting += value;
    else if (measure === M.voided_orders) this.voided += value;
    this.#push(WHOLE, measure, at, place, 0, 0, value);
  }
  part(measure: number, at: number, place: Place, category: number, sku: number, value: number): void {
    this.#push(PART, measure, at, place, category, sku, value);
  }
  stock(measure: number, sku: number, warehouse: number, value: number): void {
    this.#push(STOCK, measure, 0, NOWHERE, sku, warehouse, value);
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
    const most = Math.min(this.count, other.count) * ROW;
    const mine = this.rows;
    const theirs = other.rows;
    for (let at = 0; at < most; at++) if (mine[at] !== theirs[at]) return Math.floor(at / ROW);
    return most / ROW;
  }

  #push(type: number, measure: number, at: number, place: Place, one: number, two: number, value: number): void {
    let to = this.count++ * ROW;
    if (to === this.rows.length) this.#grow();
    const rows = this.rows;
    rows[to++] = type;
    rows[to++] = measure;
    rows[to++] = at;
    rows[to++] = place.channel;
    rows[to++] = place.shop;
    rows[to++] = place.region;
    rows[to++] = place.tag;
    rows[to++] = one;
    rows[to++] = two;
    rows[to] = value;
  }

  #grow(): void {
    const wider = new Float64Array(this.rows.length * 2);
    wider.set(this.rows);
    this.rows = wider;
  }
}

const NOWHERE: Place = Object.freeze({ channel: 0, shop: 0, region: 0, tag: 0 });
