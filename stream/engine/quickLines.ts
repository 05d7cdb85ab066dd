import { MOST_LINES } from '../contract/line.ts';
import { MOST_MINOR } from '../contract/money.ts';
import { MOST_QUANTITY } from '../contract/readers.ts';
import type { Spelt } from './spelt.ts';
import { CLOSE, CLOSE_LIST, COMMA, eat, Fields, money, OPEN, OPEN_LIST, string, whole } from './tokens.ts';

const FIELDS = ['sku', 'quantity', 'amount', 'category', 'title', 'cost'] as const;
const fields = new Fields(FIELDS);
/** sku, quantity and amount. */
const ALWAYS = 7;

/** Numbers of a line in `QuickLines.values`: sku, quantity, amount, category, title, cost (−1 = not said), names as the lexicon numbers them. */
export const QUICK_LINE = 6;

/** The lines of the order that is being read. */
export class QuickLines {
  count = 0;
  values = new Float64Array(QUICK_LINE * 16);
  /** One of them has a title. */
  titled = false;
  readonly #spelt: Spelt;

  constructor(spelt: Spelt) {
    this.#spelt = spelt;
  }

  /** Takes the list of lines; false: parse the event. */
  read(digits: number): boolean {
    this.titled = false;
    if (!eat(OPEN_LIST)) return false;
    if (eat(CLOSE_LIST)) return true;
    do {
      if (this.count === MOST_LINES || !this.#line(digits)) return false;
    } while (eat(COMMA));
    return eat(CLOSE_LIST);
  }

  #line(digits: number): boolean {
    if (!eat(OPEN)) return false;
    const at = this.count * QUICK_LINE;
    if (at + QUICK_LINE > this.values.length) this.#grow();
    const { values } = this;
    values[at + 3] = values[at + 4] = 0;
    values[at + 5] = -1;
    let seen = 0;
    let field = -1;
    do {
      field = fields.take(field + 1);
      if (field < 0 || (seen & (1 << field)) !== 0) return false;
      seen |= 1 << field;
      const value = this.#value(FIELDS[field], digits);
      if (value < 0) return false;
      values[at + field] = value;
    } while (eat(COMMA));
    if (!eat(CLOSE) || (seen & ALWAYS) !== ALWAYS || values[at] === 0) return false;
    if (values[at + 4] !== 0) this.titled = true;
    this.count++;
    return true;
  }

  #value(name: (typeof FIELDS)[number] | undefined, digits: number): number {
    if (name === 'quantity') {
      const quantity = whole();
      return quantity >= 1 && quantity <= MOST_QUANTITY ? quantity : -1;
    }
    if (!string()) return -1;
    if (name === 'sku' || name === 'category') return this.#spelt.name();
    if (name === 'title') return this.#spelt.title();
    const value = money(digits);
    return value <= MOST_MINOR ? value : -1;
  }

  #grow(): void {
    const wider = new Float64Array(this.values.length * 2);
    wider.set(this.values);
    this.values = wider;
  }
}
