import { REST } from '../../../stream/contract/names.ts';
import type { Row } from '../rows.ts';

export interface Cell {
  key: string;
  row: Row | undefined;
  value: number | undefined;
  /** Of the whole, 0…1; undefined when the whole is 0 or the value unknown. */
  share: number | undefined;
  /** The share it had last time. */
  before: number | undefined;
}

/** Px: of a row, of what it lets free below; of a column that has room for a name, an amount and a share. */
export const [ROW, FREE, ROOMY] = [43, 5, 220];

/** At most so many of `wanted` cells as have room in `columns` of a height of so many px; one and what is left at least. */
export const cellsIn = (height: number, columns: number, wanted: number): number =>
  Math.max(2, Math.min(wanted, columns * Math.floor((height + FREE) / ROW)));

/**
 * At most `count` groups whose amounts add up to the whole: the largest, and what is left in one cell. Shares are of the sum
 * of all groups, last time's of last time's sum.
 */
export function cells(rows: readonly Row[], metric: string, count: number): Cell[] {
  const sum = rows.reduce((total, { value }) => total + (value ?? 0), 0);
  const known = rows.some(({ group }) => group.baseline?.[metric] !== undefined);
  const past = ({ group }: Row) => group.baseline?.[metric] ?? 0;
  const sumBefore = rows.reduce((total, row) => total + past(row), 0);
  const made = (key: string, row: Row | undefined, value: number | undefined, before: number): Cell => ({
    key,
    row,
    value,
    share: value !== undefined && sum > 0 ? value / sum : undefined,
    before: known && sumBefore > 0 ? before / sumBefore : undefined,
  });
  const split = rows.length > count ? count - 1 : rows.length;
  const shown = rows.slice(0, split).map((row) => made(row.key, row, row.value, past(row)));
  const rest = rows.slice(split);
  if (rest.length === 0) return shown;
  const value = rest.reduce((total, row) => total + (row.value ?? 0), 0);
  const before = rest.reduce((total, row) => total + past(row), 0);
  return [...shown, made(REST, undefined, value, before)];
}
