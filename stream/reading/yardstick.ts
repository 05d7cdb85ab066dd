import type { Values } from '../contract/reading.ts';
import type { Metric } from '../metrics/define.ts';
import { type Amount, compile, evaluate } from './formulas.ts';
import type { Plan } from './plan.ts';
import type { Rows } from './rows.ts';
import type { Stretch } from './stretch.ts';
import type { Unions } from './unions.ts';

/** The metrics of a plan, ready to be read off sums and unions. Stock is not among them: time does not touch it. */
export class Yardstick {
  /** Ids of metrics that make series and have baselines. */
  readonly drawn: readonly string[];
  readonly #amounts: readonly (readonly [id: string, amount: Amount])[];
  readonly #sketches: readonly Metric[];
  readonly #sort: Amount | undefined;

  constructor(plan: Plan) {
    const timed = plan.metrics.filter(({ formula }) => formula.kind !== 'stock');
    this.drawn = timed.map(({ id }) => id);
    this.#amounts = timed.flatMap(({ id, formula }) => {
      const amount = compile(formula, plan.measures);
      return amount ? [[id, amount] as const] : [];
    });
    this.#sketches = timed.filter(({ formula }) => formula.kind === 'sketch');
    this.#sort = compile(plan.sort.formula, plan.measures);
  }

  /** The sorting value of one slot of a vector. */
  rank(values: Float64Array, slot: number, stride: number): number | undefined {
    return this.#sort && evaluate(this.#sort, values, slot, stride);
  }

  /** Values of one row; a ratio without a denominator is absent. */
  values(stretch: Stretch, unions: Unions | undefined, rows: Rows, row: number): Values {
    const amounts = stretch.amounts(rows, row);
    const values: Values = {};
    for (const [id, amount] of this.#amounts) {
      const value = evaluate(amount, amounts);
      if (value !== undefined) values[id] = value;
    }
    if (unions) for (const { id } of this.#sketches) values[id] = unions.count(rows, row);
    return values;
  }

  /** The same for a point of a series, where a sum of 0 is absent. */
  point(stretch: Stretch, unions: Unions | undefined, rows: Rows, row: number): Values {
    const amounts = stretch.amounts(rows, row);
    const values: Values = {};
    for (const [id, amount] of this.#amounts) {
      const value = evaluate(amount, amounts);
      if (value !== undefined && (value !== 0 || amount.over)) values[id] = value;
    }
    if (unions)
      for (const { id } of this.#sketches) {
        const count = unions.count(rows, row);
        if (count !== 0) values[id] = count;
      }
    return values;
  }
}
