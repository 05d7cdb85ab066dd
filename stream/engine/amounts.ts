import { columnOf } from './columns.ts';
import { type Contributions, END, FIRST } from './contributions.ts';

/** Amounts of several measures that go to the same rows, by column. */
export class Amounts {
  readonly columns = new Uint8Array(16);
  readonly values = new Float64Array(16);
  count = 0;
  /** Marks of the columns, for delta and redo record. */
  bits = 0;

  /** Takes over the amounts of one row of a contribution. Throws RangeError when the family does not count one of them. */
  take({ rows, measures, values }: Contributions, row: number, family: number, sign: number): void {
    this.clear();
    const end = rows[row + END] as number;
    for (let at = rows[row + FIRST] as number; at < end; at++)
      this.add(family, measures[at] as number, (values[at] as number) * sign);
  }

  clear(): void {
    this.count = this.bits = 0;
  }

  add(family: number, measure: number, value: number): void {
    const column = columnOf(family, measure);
    if (column < 0) throw new RangeError(`measure ${measure} is not counted there`);
    this.columns[this.count] = column;
    this.values[this.count++] = value;
    this.bits |= 0x10001 << column;
  }
}
