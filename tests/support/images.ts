import { Contributions } from '../../stream/engine/contributions.ts';
import { Days } from '../../stream/engine/days.ts';
import { M } from '../../stream/engine/families.ts';
import { Fold } from '../../stream/engine/fold.ts';
import { ImageStore } from '../../stream/engine/image.ts';
import type { Place } from '../../stream/entities/define.ts';
import type { Base } from '../../stream/metrics/define.ts';

/** One thing that happened, as an order would contribute it: whole amounts, and the same amounts on its one line. */
export interface Happening {
  at: number;
  partition: number;
  channel: string;
  shop: string;
  region: string;
  tag: string;
  category: string;
  sku: string;
  amounts: Partial<Record<Base, number>>;
  /** A number that stands for a person. */
  buyer?: number;
}

/** Where something happens when the place does not matter. */
export const SALE: Omit<Happening, 'at' | 'amounts'> = {
  partition: 0,
  channel: 'tmall',
  shop: 'flagship',
  region: 'CN-GD',
  tag: 'unknown',
  category: 'tea',
  sku: 'a',
};

/** What stands on lines; the rest is counted in whole orders only. */
const LINES: readonly string[] = ['gmv', 'units', 'order_amount', 'refund_amount', 'costed_gmv', 'cost'];

/** 32 bits that look random (the finalizer of MurmurHash3). */
function scatter(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Images of some partitions that tests fold into. Time is log time. */
export class Images {
  readonly days: Days;
  readonly stores: ImageStore[];
  readonly #folds: Fold[];

  constructor(timezone: string, partitions: number) {
    this.days = new Days(timezone);
    this.stores = Array.from({ length: partitions }, () => new ImageStore(this.days, { folding: true }));
    this.#folds = this.stores.map((store) => new Fold(store, this.days));
  }

  /** Log time goes on: buckets close. */
  pass(logTime: number): void {
    this.stores.forEach((store, index) => {
      const risen = store.keeping.advance(logTime);
      store.close(risen);
      if (risen.length > 0) this.#folds[index]?.reopen();
    });
  }

  /** These business days are kept from now on. */
  keep(days: readonly number[]): void {
    this.stores.forEach((store, index) => {
      store.keeping.keep(days);
      store.keptChanged();
      this.#folds[index]?.reopen();
    });
  }

  add(happening: Happening): void {
    const { at, channel, shop, region, tag, category, sku, amounts, buyer } = happening;
    this.fold(happening.partition, (names, tally) => {
      const place: Place = { channel: names(channel), shop: names(shop), region: names(region), tag: names(tag) };
      for (const [base, value] of Object.entries(amounts)) {
        tally.whole(M[base as Base], at, place, value);
        if (LINES.includes(base)) tally.part(M[base as Base], at, place, names(category), names(sku), value);
      }
      if (buyer !== undefined) tally.buyer(at, place, scatter(buyer), scatter(buyer + 1_000_003));
    });
  }

  /** Stock of one SKU in one warehouse, set to absolute values. */
  stock(partition: number, sku: string, warehouse: string, onHand: number, readAt: number): void {
    const before = this.#stock.get(`${sku}/${warehouse}`) ?? { onHand: 0, readAt: 0 };
    this.#stock.set(`${sku}/${warehouse}`, { onHand, readAt });
    this.fold(partition, (names, tally) => {
      tally.stock(M.on_hand, names(sku), names(warehouse), onHand - before.onHand);
      tally.stock(M.read_at, names(sku), names(warehouse), readAt - before.readAt);
    });
  }
  readonly #stock = new Map<string, { onHand: number; readAt: number }>();

  fold(partition: number, contribute: (names: (text: string) => number, tally: Contributions) => void): void {
    const store = this.stores[partition] as ImageStore;
    const after = new Contributions();
    contribute((text) => store.names.intern(text), after);
    if (!this.#folds[partition]?.replace(new Contributions(), after)) throw new Error('a cell is full');
    this.#folds[partition]?.see(after);
    this.#folds[partition]?.settle();
  }
}
