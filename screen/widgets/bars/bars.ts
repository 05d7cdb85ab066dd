import { REST } from '../../../stream/contract/names.ts';
import type { Row } from '../rows.ts';
import { isAdditive } from '../words.ts';

export interface Bar {
  key: string;
  rank: number;
  row: Row;
  /** Length on a common scale, 0…1. */
  length: number;
  /** Where last time stood on the same scale; undefined when unknown. */
  tick: number | undefined;
  /** Of the whole, 0…1; undefined when there is none: a ratio has no parts, and a loss no share. */
  share: number | undefined;
}

/** The largest `count` groups as bars on one scale that also holds last time's; `…` never is one. Negative values have no length. */
export function bars(rows: readonly Row[], metric: string, count: number): Bar[] {
  const sum = rows.reduce((total, { value }) => total + (value ?? 0), 0);
  // What is below zero takes from the others: a share of what is left may be ten times the whole.
  const whole = isAdditive(metric) && rows.every(({ value }) => (value ?? 0) >= 0);
  const shown = rows.filter(({ key }) => key !== REST).slice(0, count);
  const before = (row: Row) => row.group.baseline?.[metric];
  const most = Math.max(0, ...shown.flatMap((row) => [row.value ?? 0, before(row) ?? 0]));
  const along = (value: number) => (most > 0 ? Math.max(0, value) / most : 0);
  return shown.map((row, rank) => {
    const past = before(row);
    return {
      key: row.key,
      rank,
      row,
      length: along(row.value ?? 0),
      tick: past === undefined ? undefined : along(past),
      share: row.value !== undefined && sum > 0 && whole ? row.value / sum : undefined,
    };
  });
}
