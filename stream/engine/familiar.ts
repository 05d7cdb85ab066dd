import type { OrderNames } from '../contract/admitted.ts';
import type { Lexicon } from './lexicon.ts';
import { QUICK_LINE } from './quickLines.ts';
import type { QuickOrder } from './quickOrder.ts';

const REGION = 1;
const TAG = 2;
const SKU = 4;
const CATEGORY = 8;
/** Above every number of a lexicon. */
const SHOPS = 2 ** 21;

/** Which names have been let in before, each in its role: an order that brings none but those needs no counting of names. */
export class Familiar {
  readonly #lexicon: Lexicon;
  #generation = 0;
  /** Roles by number, one bit each. */
  #roles = new Uint8Array(1024);
  /** channel × SHOPS + shop, either of which may be missing. */
  readonly #stores = new Set<number>();

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** The names of an order that was let in. */
  learn({ channel, shop, region, tag, lines }: OrderNames): void {
    this.#renew();
    const lexicon = this.#lexicon;
    if (channel !== '' || shop !== '') this.#stores.add(lexicon.numberOf(channel) * SHOPS + lexicon.numberOf(shop));
    this.#mark(lexicon.numberOf(region), REGION);
    this.#mark(lexicon.numberOf(tag), TAG);
    for (const { sku, category } of lines) {
      this.#mark(lexicon.numberOf(sku), SKU);
      this.#mark(lexicon.numberOf(category), CATEGORY);
    }
  }

  /** The names of the order as texts. O(names). */
  namesOf({ channel, shop, region, tag, lines: { values, count } }: QuickOrder): OrderNames {
    const text = (number: number) => this.#lexicon.textOf(number);
    const lines = Array.from({ length: count }, (_, line) => ({
      sku: text(values[line * QUICK_LINE] as number),
      category: text(values[line * QUICK_LINE + 3] as number),
    }));
    return { channel: text(channel), shop: text(shop), region: text(region), tag: text(tag), lines };
  }

  /** All names of the order are known in the roles that they have there. */
  knows({ channel, shop, region, tag, lines }: QuickOrder): boolean {
    this.#renew();
    if ((channel | shop) !== 0 && !this.#stores.has(channel * SHOPS + shop)) return false;
    if (!this.#is(region, REGION) || !this.#is(tag, TAG)) return false;
    const { values, count } = lines;
    for (let at = 0; at < count * QUICK_LINE; at += QUICK_LINE)
      if (!this.#is(values[at] as number, SKU) || !this.#is(values[at + 3] as number, CATEGORY)) return false;
    return true;
  }

  #is(number: number, role: number): boolean {
    return number === 0 || ((this.#roles[number] as number) & role) !== 0;
  }

  #mark(number: number, role: number): void {
    if (number >= this.#roles.length) {
      const wider = new Uint8Array(Math.max(this.#roles.length * 2, number + 1));
      wider.set(this.#roles);
      this.#roles = wider;
    }
    this.#roles[number] = (this.#roles[number] as number) | role;
  }

  #renew(): void {
    if (this.#generation === this.#lexicon.generation) return;
    this.#generation = this.#lexicon.generation;
    this.#roles.fill(0);
    this.#stores.clear();
  }
}
