import type { Values } from '../contract/reading.ts';
import type { Metric } from '../metrics/define.ts';
import { round6 } from './formulas.ts';
import type { Plan } from './plan.ts';
import type { Projection } from './projection.ts';
import type { Rows } from './rows.ts';
import type { StockBook } from './stockBook.ts';

/** Stock of the SKUs that a row holds. */
interface Held {
  onHand: number;
  available: number | undefined;
  /** Of those whose available stock is known: what the others sell does not come out of it. */
  pace: number;
}

/** Stock beside the rows of a plan: by SKU, or all SKUs of the filter in one row. */
export class StockRows {
  readonly #book: StockBook;
  readonly #metrics: readonly Metric[];
  readonly #bySku: boolean;
  readonly #wanted: ReadonlySet<string> | undefined;
  readonly #projection: Projection;
  /** Slot of the projection by slot of the book, -1 = filtered out. */
  readonly #slots: number[] = [];

  constructor(book: StockBook, plan: Plan, projection: Projection) {
    this.#book = book;
    this.#metrics = plan.metrics.filter(({ formula }) => formula.kind === 'stock');
    this.#bySku = plan.by === 'sku';
    this.#wanted = plan.filter.get('sku');
    this.#projection = projection;
  }

  get version(): number {
    return this.#book.version;
  }

  /** Takes in what changed by `now`. SKUs that only stock knows get a slot of their own. */
  update(now: number): void {
    this.#book.update(now);
    const { stock } = this.#book;
    for (let slot = this.#slots.length; slot < stock.size; slot++) {
      const name = stock.name(slot);
      const wanted = !this.#wanted || this.#wanted.has(name);
      this.#slots.push(!wanted ? -1 : this.#bySku ? this.#projection.open(name) : 0);
    }
  }

  /** Marks the slots that have stock. */
  mark(slots: Uint8Array): void {
    for (const own of this.#wantedSlots()) slots[this.#slots[own] as number] = 1;
  }

  /** The value that ranks a slot. */
  rank(metric: Metric, slot: number): number | undefined {
    const own = this.#book.stock.find(this.#projection.name(slot));
    return own === undefined || !this.#book.has(own) ? undefined : value(metric, this.#add([own]));
  }

  values(rows: Rows, row: number): Values {
    const held = this.#add(this.#slotsOf(rows, row));
    const values: Values = {};
    if (!held) return values;
    for (const metric of this.#metrics) {
      const amount = value(metric, held);
      if (amount !== undefined) values[metric.id] = amount;
    }
    return values;
  }

  #wantedSlots(): number[] {
    return this.#slots.flatMap((slot, own) => (slot >= 0 && this.#book.has(own) ? [own] : []));
  }

  #slotsOf(rows: Rows, row: number): number[] {
    const wanted = this.#wantedSlots();
    if (!this.#bySku) return wanted;
    if (row < 0) {
      const shown = new Set(rows.slots);
      return wanted.filter((own) => !shown.has(this.#slots[own] as number));
    }
    const own = this.#book.stock.find(this.#projection.name(rows.slots[row] as number));
    return own === undefined || !this.#book.has(own) ? [] : [own];
  }

  #add(owns: readonly number[]): Held | undefined {
    if (owns.length === 0) return undefined;
    const held: Held = { onHand: 0, available: undefined, pace: 0 };
    for (const own of owns) {
      held.onHand += this.#book.onHand(own);
      const available = this.#book.available(own);
      if (available === undefined) continue;
      held.available = (held.available ?? 0) + available;
      held.pace += this.#book.pace(own);
    }
    return held;
  }
}

function value({ formula }: Metric, held: Held | undefined): number | undefined {
  if (formula.kind !== 'stock' || !held) return undefined;
  switch (formula.of) {
    case 'on_hand':
      return held.onHand;
    case 'available':
      return held.available;
    case 'cover':
      return held.available === undefined || held.pace === 0 ? undefined : round6(held.available / held.pace);
    default: {
      const never: never = formula;
      return never;
    }
  }
}
