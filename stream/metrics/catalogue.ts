import type { Dimension } from '../contract/query.ts';
import type { Metric } from './define.ts';
import { placed, settled } from './orders.ts';
import { profit, ratios } from './ratios.ts';
import { stock } from './stock.ts';

/** Every metric there is, in the order in which pickers and GET /api/metrics list them. */
export const METRICS: readonly Metric[] = [...settled, ...placed, ...ratios, ...profit, ...stock];

const byId = new Map(METRICS.map((metric) => [metric.id, metric]));

/** The metric of this id, or undefined. */
export function findMetric(id: string): Metric | undefined {
  return byId.get(id);
}

/** Whether the metric may be grouped or filtered by the dimension. */
export function allows(metric: Metric, dimension: Dimension): boolean {
  return metric.dimensions.includes(dimension);
}
