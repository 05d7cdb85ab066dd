import type { OrderNames, StockEvent } from '../contract/admitted.ts';

export type Counted = 'channels' | 'stores' | 'regions' | 'categories' | 'tags' | 'skus' | 'warehouses';
const CAPS: Readonly<Record<Counted, number>> = {
  channels: 2_000,
  stores: 2_000,
  regions: 300,
  categories: 2_000,
  tags: 5_000,
  skus: 500_000,
  warehouses: 1_000,
};

/** How many different names are known; beyond the caps an event that brings a new one is refused. */
export class Cardinality {
  readonly #known: Record<Counted, Set<string>> = {
    channels: new Set(),
    stores: new Set(),
    regions: new Set(),
    categories: new Set(),
    tags: new Set(),
    skus: new Set(),
    warehouses: new Set(),
  };
  readonly #stores = new Map<string, Set<string>>();
  readonly #caps: Readonly<Record<Counted, number>>;
  /** Pairs of set and new name of the event being looked at. */
  readonly #fresh: [Set<string>, string][] = [];
  constructor(caps: Partial<Record<Counted, number>> = {}) {
    this.#caps = { ...CAPS, ...caps };
  }

  /** How many names are known. */
  size(what: Counted): number {
    return this.#known[what].size;
  }
  /** Lets it know what stands in the cells already. */
  seed(what: Exclude<Counted, 'channels' | 'stores'>, name: string): void {
    if (name !== '') this.#known[what].add(name);
  }
  seedStore(channel: string, shop: string): void {
    if (channel !== '') this.#known.channels.add(channel);
    if (shop === '') return;
    this.#shops(channel).add(shop);
    this.#known.stores.add(`${channel}\0${shop}`);
  }

  /** Learns the event's names; if that passes a cap, learns none of them and says which field it was. O(names of the event). */
  admit(event: OrderNames | StockEvent): { path: string; message: string } | undefined {
    this.#fresh.length = 0;
    const over = 'lines' in event ? this.#order(event) : this.#stock(event);
    if (over === undefined) {
      for (const [known, name] of this.#fresh) known.add(name);
      return undefined;
    }
    if ('lines' in event && event.shop !== '') this.#forgetEmpty(event.channel);
    return over;
  }

  #order(event: OrderNames) {
    const { channel, shop, region, tag, lines } = event;
    if (shop !== '' && !this.#shops(channel).has(shop)) {
      this.#fresh.push([this.#shops(channel), shop]);
      const over = this.#new('stores', `${channel}\0${shop}`, 'shop');
      if (over) return over;
    }
    const over =
      this.#new('channels', channel, 'channel') ??
      this.#new('regions', region, 'region') ??
      this.#new('tags', tag, 'tag');
    if (over) return over;
    for (let index = 0; index < lines.length; index += 1) {
      const { sku = '', category = '' } = lines[index] ?? {};
      // Paths are made only for names that are new: most events bring none.
      if (this.#known.skus.has(sku) && (category === '' || this.#known.categories.has(category))) continue;
      const full =
        this.#new('skus', sku, `lines[${index}].sku`) ?? this.#new('categories', category, `lines[${index}].category`);
      if (full) return full;
    }
    return undefined;
  }

  #stock(event: StockEvent) {
    return (
      this.#new('skus', event.sku, 'sku') ??
      this.#new('warehouses', event.warehouse, 'warehouse') ??
      this.#new('categories', event.category, 'category')
    );
  }

  #new(what: Counted, name: string, path: string) {
    const known = this.#known[what];
    if (name === '' || known.has(name)) return undefined;
    if (this.#fresh.some(([set, other]) => set === known && other === name)) return undefined;
    let fresh = 1;
    for (const [set] of this.#fresh) if (set === known) fresh += 1;
    if (known.size + fresh > this.#caps[what]) {
      return { path, message: `too many ${what}: at most ${this.#caps[what]} are counted, and this one is new` };
    }
    this.#fresh.push([known, name]);
    return undefined;
  }

  #shops(channel: string): Set<string> {
    let shops = this.#stores.get(channel);
    if (shops === undefined) {
      shops = new Set();
      this.#stores.set(channel, shops);
    }
    return shops;
  }
  #forgetEmpty(channel: string): void {
    if (this.#stores.get(channel)?.size === 0) this.#stores.delete(channel);
  }
}
