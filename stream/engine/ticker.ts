import { AT, CHANNEL, Contributions, NOTABLE, ONE, REGION, ROW, SHOP, TAG, VALUE, WHAT } from './contributions.ts';
import type { Latest, Names } from './shape.ts';

/** The largest of each kind that the deltas from one slow one to the next carry: at each moment those that are among the largest so far. */
const CARRIED = 32;
/** Of more, what stands on the other side is looked up, not sought row by row: an order of a thousand lines may be refunded line by line. */
const FEW = 4;
/** How many are remembered for those who come later. */
const REMEMBERED = 500;

const NOTHING = new Contributions();

/** Latest big orders and refunds: the largest of each quarter of a second, and what was taken back. */
export class Ticker {
  readonly #names: Names;
  #orders: Latest[] = [];
  #refunds: Latest[] = [];
  #gone: Latest[] = [];
  /** What of them has not been in a delta. */
  #news = new Set<Latest>();
  /** Newest last; what was said before of one that is said again still stands there too. */
  #ring: Latest[] = [];
  readonly #old = new Notables();
  readonly #young = new Notables();

  constructor(names: Names) {
    this.#names = names;
  }

  get any(): boolean {
    return this.#news.size + this.#gone.length > 0;
  }

  /** Rows of `after` that were not in `before` are news; those of `before` that are not in `after` are gone. */
  replace(key: readonly number[], before: Contributions, after: Contributions): void {
    const old = this.#old.of(before);
    const young = this.#young.of(after);
    for (let row = 0; row < after.count * ROW; row += ROW) {
      if (after.rows[row] !== NOTABLE || old.hasSame(after.rows, row)) continue;
      const list = after.rows[row + 1] === 0 ? this.#orders : this.#refunds;
      const small =
        list.length === CARRIED && (after.rows[row + VALUE] as number) <= (list[CARRIED - 1] as Latest).amount;
      // One that was larger before may stand in the list, and on walls.
      if (small && old.find(after.rows, row) < 0) continue;
      this.#list(list, this.#latest(key, after.rows, row));
    }
    for (let row = 0; row < before.count * ROW; row += ROW) {
      if (before.rows[row] !== NOTABLE || young.find(before.rows, row) >= 0) continue;
      const gone: Latest = { ...this.#latest(key, before.rows, row), gone: true };
      for (const list of [this.#orders, this.#refunds]) this.#strike(list, gone.key);
      if (this.#gone.length < REMEMBERED) this.#gone.push(gone);
      this.#ring = this.#ring.filter((one) => one.key !== gone.key);
    }
  }

  /** What the next delta carries; the largest are sought anew after a `slow` one. */
  take(slow: boolean): Latest[] {
    const news = [...this.#orders, ...this.#refunds].filter((one) => this.#news.has(one));
    this.#news.clear();
    this.#ring.push(...news);
    if (this.#ring.length > REMEMBERED * 4) this.#shorten();
    const taken = [...this.#gone, ...news];
    this.#gone = [];
    if (slow) {
      this.#orders = [];
      this.#refunds = [];
    }
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
    this.#strike(list, one.key);
    let place = list.length;
    while (place > 0 && (list[place - 1] as Latest).amount < one.amount) place--;
    list.splice(place, 0, one);
    this.#news.add(one);
    if (list.length > CARRIED) this.#news.delete(list.pop() as Latest);
  }

  #strike(list: Latest[], key: string): void {
    const known = list.findIndex((other) => other.key === key);
    if (known < 0) return;
    this.#news.delete(list[known] as Latest);
    list.splice(known, 1);
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

/** What is notable in a contribution; each order and refund stands there once. Used again for the next. */
class Notables {
  #all = NOTHING;
  #places: Map<number, number> | undefined;

  of(all: Contributions): this {
    this.#all = all;
    this.#places = undefined;
    return this;
  }

  /** Where what this row is about stands, or -1. O(1), O(rows) of few. */
  find(rows: Float64Array, row: number): number {
    const { notables, count, rows: own } = this.#all;
    if (notables === 0) return -1;
    const wanted = idOf(rows, row);
    if (notables > FEW) {
      this.#places ??= this.#lookUp();
      return this.#places.get(wanted) ?? -1;
    }
    for (let at = 0; at < count * ROW; at += ROW) if (own[at] === NOTABLE && idOf(own, at) === wanted) return at;
    return -1;
  }

  /** Whether it stands there with the same place and amount. */
  hasSame(rows: Float64Array, row: number): boolean {
    const at = this.find(rows, row);
    if (at < 0) return false;
    for (let field = AT; field < ROW; field++) if (this.#all.rows[at + field] !== rows[row + field]) return false;
    return true;
  }

  #lookUp(): Map<number, number> {
    const { rows, count } = this.#all;
    const places = new Map<number, number>();
    for (let at = 0; at < count * ROW; at += ROW) if (rows[at] === NOTABLE) places.set(idOf(rows, at), at);
    return places;
  }
}

/** What a notable row is about, in one number: its id has 48 bits. */
const idOf = (rows: Float64Array, row: number): number =>
  (rows[row + ONE] as number) * 2 + (rows[row + WHAT] as number);

/** The opaque key of an entity as text. */
export function hex(key: readonly number[]): string {
  return key.map((word) => word.toString(16).padStart(8, '0')).join('');
}
