import { AT, CHANNEL, type Contributions, NOTABLE, ONE, REGION, ROW, SHOP, TAG, VALUE } from './contributions.ts';
import type { Latest, Names } from './shape.ts';

/** The largest of each kind that one delta carries. */
const CARRIED = 32;
/** How many are remembered for those who come later. */
const REMEMBERED = 500;

/** Latest big orders and refunds: the largest of each delta, and what was taken back. */
export class Ticker {
  readonly #names: Names;
  #orders: Latest[] = [];
  #refunds: Latest[] = [];
  #gone: Latest[] = [];
  /** Newest last; what was said before of one that is said again still stands there too. */
  #ring: Latest[] = [];

  constructor(names: Names) {
    this.#names = names;
  }

  get any(): boolean {
    return this.#orders.length + this.#refunds.length + this.#gone.length > 0;
  }

  /** Rows of `after` that were not in `before` are news; those of `before` that are not in `after` are gone. */
  replace(key: readonly number[], before: Contributions, after: Contributions): void {
    for (let row = 0; row < after.count * ROW; row += ROW) {
      if (after.rows[row] !== NOTABLE || this.#stands(after.rows, row, before, true)) continue;
      const list = after.rows[row + 1] === 0 ? this.#orders : this.#refunds;
      if (list.length === CARRIED && (after.rows[row + VALUE] as number) <= (list[CARRIED - 1] as Latest).amount)
        continue;
      this.#list(list, this.#latest(key, after.rows, row));
    }
    for (let row = 0; row < before.count * ROW; row += ROW) {
      if (before.rows[row] !== NOTABLE || this.#stands(before.rows, row, after, false)) continue;
      const gone: Latest = { ...this.#latest(key, before.rows, row), gone: true };
      this.#orders = this.#orders.filter((one) => one.key !== gone.key);
      this.#refunds = this.#refunds.filter((one) => one.key !== gone.key);
      if (this.#gone.length < REMEMBERED) this.#gone.push(gone);
      this.#ring = this.#ring.filter((one) => one.key !== gone.key);
    }
  }

  /** What the next delta carries. */
  take(): Latest[] {
    const news = [...this.#orders, ...this.#refunds];
    this.#ring.push(...news);
    if (this.#ring.length > REMEMBERED * 4) this.#shorten();
    const taken = [...this.#gone, ...news];
    this.#orders = [];
    this.#refunds = [];
    this.#gone = [];
    return taken;
  }

  /** The last ones, newest first. */
  ring(count = REMEMBERED): Latest[] {
    this.#shorten();
    return this.#ring.slice(-count).reverse();
  }
  load(newestFirst: readonly Latest[]): void {
    this.#ring = [...newestFirst].reverse();
  }

  /** Leaves of each only what was said last of it. */
  #shorten(): void {
    const last = new Map<string, Latest>();
    for (let index = this.#ring.length - 1; index >= 0 && last.size < REMEMBERED; index--) {
      const one = this.#ring[index] as Latest;
      if (!last.has(one.key)) last.set(one.key, one);
    }
    this.#ring = [...last.values()].reverse();
  }

  #list(list: Latest[], one: Latest): void {
    const known = list.findIndex((other) => other.key === one.key);
    if (known >= 0) list.splice(known, 1);
    let place = list.length;
    while (place > 0 && (list[place - 1] as Latest).amount < one.amount) place--;
    list.splice(place, 0, one);
    if (list.length > CARRIED) list.pop();
  }

  /** Whether `other` has the same row; `exact`: with the same place and amount too. */
  #stands(rows: Float64Array, row: number, other: Contributions, exact: boolean): boolean {
    if (other.notables === 0) return false;
    for (let at = 0; at < other.count * ROW; at += ROW) {
      if (other.rows[at] !== NOTABLE || other.rows[at + 1] !== rows[row + 1]) continue;
      if (other.rows[at + ONE] !== rows[row + ONE]) continue;
      if (!exact) return true;
      let same = true;
      for (let field = AT; field < ROW; field++) same &&= other.rows[at + field] === rows[row + field];
      if (same) return true;
    }
    return false;
  }

  #latest(key: readonly number[], rows: Float64Array, row: number): Latest {
    const what = rows[row + 1] === 0 ? 'order' : 'refund';
    const id = rows[row + ONE] as number;
    const text = (field: number) => this.#names.text(rows[row + field] as number);
    return {
      key: `${hex(key)}${what === 'order' ? 'o' : 'r'}${id === 0 ? '' : id.toString(36)}`,
      what,
      at: rows[row + AT] as number,
      amount: rows[row + VALUE] as number,
      channel: text(CHANNEL),
      shop: text(SHOP),
      region: text(REGION),
      tag: text(TAG),
    };
  }
}

/** The opaque key of an entity as text. */
export function hex(key: readonly number[]): string {
  return key.map((word) => word.toString(16).padStart(8, '0')).join('');
}
