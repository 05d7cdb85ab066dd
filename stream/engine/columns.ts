import { F, FAMILY_LIST, M, MEASURES, type Measure } from './families.ts';

const STOCK: readonly Measure[] = ['on_hand', 'read_at', 'safety', 'reserved'];
const PARTS: readonly Measure[] = ['gmv', 'units', 'order_amount', 'refund_amount', 'costed_gmv', 'cost'];
const WHOLES = MEASURES.filter((measure) => !STOCK.includes(measure));

/** Measures that a family counts, in the order of their columns: ascending. */
export const FAMILY_MEASURES: readonly (readonly number[])[] = FAMILY_LIST.map((_, family) => {
  const measures =
    family === F.stock ? STOCK : family === F.category || family === F.sku || family === F.channelSku ? PARTS : WHOLES;
  return measures.map((measure) => M[measure]);
});

const COLUMN = new Int8Array(FAMILY_LIST.length * 16).fill(-1);
FAMILY_MEASURES.forEach((measures, family) => {
  measures.forEach((measure, column) => {
    COLUMN[family * 16 + measure] = column;
  });
});

/** Column of a measure in a family's rows, −1 where the family does not count it. */
export const columnOf = (family: number, measure: number): number => COLUMN[family * 16 + measure] as number;

/** Numbers from one row to the next: a mark, then the columns; rows of parts fill one cache line. */
export const STRIDE: readonly number[] = FAMILY_MEASURES.map((measures) =>
  measures.length < 8 ? 8 : measures.length + 1,
);

/** Measures of some columns of a family, one bit each, by those columns, one bit each. */
export const MEASURES_OF: readonly Uint16Array[] = FAMILY_MEASURES.map((measures) => {
  const sets = new Uint16Array(1 << measures.length);
  measures.forEach((measure, column) => {
    for (let columns = 1; columns < sets.length; columns++)
      if ((columns & (1 << column)) !== 0) sets[columns] = (sets[columns] as number) | (1 << measure);
  });
  return sets;
});
