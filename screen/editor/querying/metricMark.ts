import { findMetric } from '../../../stream/metrics/catalogue.ts';

const MARKS = { money: '¥', count: '#', ratio: '%', minutes: '′' } as const;
const ESTIMATED = '≈';

/** One character that says what a metric is in. */
export function metricMark(id: string): string {
  const metric = findMetric(id);
  if (!metric) return '?';
  return metric.exact ? MARKS[metric.unit] : ESTIMATED;
}
