import type { Values } from '../../../stream/contract/reading.ts';

export interface Step {
  metric: string;
  value: number | undefined;
  /** Width of the step against the widest, 0…1; negative values have none. */
  width: number;
  /** Of the step before; undefined for the first one, and while either is unknown or the one before is 0. */
  rate: number | undefined;
}

/** Metrics of one unit as steps of a funnel, in their order. A later step may be larger than an earlier one: they count the same time, not the same orders. */
export function stepsOf(metrics: readonly string[], values: Values): Step[] {
  const most = Math.max(0, ...metrics.map((metric) => values[metric] ?? 0));
  return metrics.map((metric, index) => {
    const value = values[metric];
    const before = index > 0 ? values[metrics[index - 1] as string] : undefined;
    return {
      metric,
      value,
      width: most > 0 ? Math.max(0, value ?? 0) / most : 0,
      rate: value !== undefined && before !== undefined && before > 0 ? value / before : undefined,
    };
  });
}
