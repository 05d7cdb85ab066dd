import type { Columns } from './columns.ts';
import type { Exact, Fraction } from './exact.ts';
import type { Rows } from './rows.ts';
import { Sum } from './sum.ts';

interface Part {
  readonly sum: Sum;
  fraction: Fraction;
}

const MAX = Number.MAX_SAFE_INTEGER;

/** `seconds` of `of` in proportion, rounded down; exact for any safe integer. */
export function share(value: number, seconds: number, of: number): number {
  const product = value * seconds;
  return product <= MAX ? Math.floor(product / of) : Number((BigInt(value) * BigInt(seconds)) / BigInt(of));
}

/** A stretch of time added up: whole buckets, and at its ends a bucket in proportion. */
export class Stretch {
  readonly #columns: Columns;
  readonly #whole: Sum;
  readonly #parts: Part[] = [];
  #moved = false;

  readonly #wake: (() => void) | undefined;

  /** `wake` is called when an `update` may find something that no `set` brought. */
  constructor(columns: Columns, wake?: () => void) {
    this.#columns = columns;
    this.#wake = wake;
    this.#whole = new Sum(columns, wake);
  }

  /** Whole buckets only: what ranks and picks rows. Measure by measure, `stride` slots each. */
  get values(): Float64Array {
    return this.#whole.values;
  }

  /** Counts exactly this from the next `update` on. */
  set({ runs, fractions }: Exact): void {
    this.#whole.set(runs);
    while (this.#parts.length > fractions.length) {
      this.#parts.pop()?.sum.close();
      this.#moved = true;
    }
    fractions.forEach((fraction, index) => {
      const part = this.#parts[index];
      const run = { grain: fraction.grain, first: fraction.bucket, count: 1 };
      if (!part) {
        const sum = new Sum(this.#columns, this.#wake);
        sum.set([run]);
        this.#parts.push({ sum, fraction });
        this.#moved = true;
        return;
      }
      if (part.fraction.seconds !== fraction.seconds || part.fraction.bucket !== fraction.bucket) this.#moved = true;
      part.fraction = fraction;
      part.sum.set([run]);
    });
  }

  /** Takes in what changed; true when anything may have. */
  update(): boolean {
    let changed = this.#whole.update();
    for (const { sum } of this.#parts) changed = sum.update() || changed;
    changed ||= this.#moved;
    this.#moved = false;
    return changed;
  }

  /** Marks the slots that have anything in them. */
  mark(slots: Uint8Array): void {
    const { stride } = this.#columns.projection;
    const look = (values: Float64Array) => {
      for (let at = 0; at < values.length; at++) if (values[at] !== 0) slots[at % stride] = 1;
    };
    look(this.#whole.values);
    for (const { sum } of this.#parts) look(sum.values);
  }

  /** Amounts of one row by place of the measure; row -1 is the rest. */
  amounts(rows: Rows, row: number): number[] {
    const amounts = rows.pick(this.#whole.values, row);
    for (const { sum, fraction } of this.#parts) {
      const part = rows.pick(sum.values, row);
      for (let place = 0; place < amounts.length; place++)
        amounts[place] = (amounts[place] as number) + share(part[place] as number, fraction.seconds, fraction.of);
    }
    return amounts;
  }

  close(): void {
    this.#whole.close();
    for (const { sum } of this.#parts) sum.close();
  }
}
