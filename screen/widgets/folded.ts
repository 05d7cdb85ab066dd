import { REST } from '../../stream/contract/names.ts';
import type { Group, Series } from '../../stream/contract/reading.ts';
import type { Row } from './rows.ts';

function added(series: readonly (Series | undefined)[]): Series | undefined {
  if (series.every((one) => one === undefined)) return undefined;
  const sum: Series = {};
  for (const one of series) for (const [at, value] of Object.entries(one ?? {})) sum[at] = (sum[at] ?? 0) + value;
  return sum;
}

const total = (values: readonly (number | undefined)[]): number | undefined =>
  values.every((value) => value === undefined)
    ? undefined
    : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/**
 * At most `count` rows that still add up to the whole: the first ones as they are, everything behind them and the remainder
 * of the reading as one. For metrics that add up only.
 */
export function folded(rows: readonly Row[], metric: string, count: number): Row[] {
  if (rows.length <= count) return [...rows];
  const rest = rows.slice(count - 1);
  const of = (read: (group: Group) => Record<string, number> | undefined) =>
    total(rest.map(({ group }) => read(group)?.[metric]));
  const value = of((group) => group.values);
  const baseline = of((group) => group.baseline);
  const series = added(rest.map(({ group }) => group.series?.[metric]));
  const group: Group = {
    values: value === undefined ? {} : { [metric]: value },
    ...(baseline === undefined ? {} : { baseline: { [metric]: baseline } }),
    ...(series ? { series: { [metric]: series } } : {}),
  };
  return [...rows.slice(0, count - 1), { key: REST, group, value }];
}
