import type { Query, Watched } from '../../../stream/contract/query.ts';
import type { Answer, Reading } from '../../../stream/contract/reading.ts';
import type { Locale, Unit } from '../../format.ts';
import { bucketsOf } from '../buckets.ts';
import { folded } from '../folded.ts';
import { groupName } from '../names.ts';
import { asReading, type Row, ranked } from '../rows.ts';
import { isAdditive, isQuery, metricName, unitOf } from '../words.ts';
import type { Options } from './index.ts';

/** One value at each place of the axis; undefined = unknown. */
export interface Line {
  key: string;
  name: string;
  values: (number | undefined)[];
  before: (number | undefined)[];
}

export interface Columns {
  /** Along the axis: groups by their names, or moments (epoch ms). */
  places: { key: string; name: string; at?: number }[];
  /** How long each moment lasts. */
  step: Query['step'] | undefined;
  series: Line[];
  stacked: boolean;
  unit: Unit;
  min: number;
  max: number;
}

const MOST_BUCKETS = 400;

const metricsOf = (query: Query, wish: string | undefined) => {
  const [first = ''] = query.metrics;
  return wish === undefined ? query.metrics.filter((metric) => unitOf(metric) === unitOf(first)).slice(0, 8) : [wish];
};

/** What stands at each place, from zero: sums of a stack above and below it, or single values. */
function reachOf(series: readonly Line[], stacked: boolean): { min: number; max: number } {
  let [min, max] = [0, 0];
  const places = series[0]?.values.length ?? 0;
  for (let place = 0; place < places; place += 1) {
    const values = series.map(({ values }) => values[place] ?? 0);
    const past = series.map(({ before }) => before[place] ?? 0);
    const up = stacked ? values.reduce((sum, value) => sum + Math.max(0, value), 0) : Math.max(...values);
    const down = stacked ? values.reduce((sum, value) => sum + Math.min(0, value), 0) : Math.min(...values);
    max = Math.max(max, up, ...past);
    min = Math.min(min, down, ...past);
  }
  return { min, max };
}

/** Moments along the axis, groups or metrics in each column. */
function overTime(reading: Reading, query: Query, metrics: readonly string[], options: Options, locale: Locale) {
  const [metric = ''] = metrics;
  const rows = ranked(reading, metric).filter(({ group }) => metrics.some((one) => group.series?.[one]));
  const kept = query.by === undefined ? rows.slice(0, 1) : few(rows, metric, options.series);
  const times = bucketsOf(reading, query.step ?? '1h', MOST_BUCKETS);
  const at = (series: Record<string, number> | undefined, one: string, fill: boolean) =>
    times.map((time) => series?.[time] ?? (fill && isAdditive(one) ? 0 : undefined));
  const line = (row: Row, one: string, name: string): Line => ({
    key: query.by === undefined ? one : row.key,
    name,
    values: at(row.group.series?.[one], one, true),
    before: at(row.group.baselineSeries?.[one], one, row.group.baselineSeries?.[one] !== undefined),
  });
  const series = kept.flatMap((row) =>
    query.by === undefined
      ? metrics.map((one) => line(row, one, metricName(one, locale.language)))
      : [line(row, metric, groupName(row.key, query.by, row.group, locale.language))],
  );
  const step = reading.step ?? query.step;
  return { places: times.map((time) => ({ key: String(time), name: '', at: time })), series, step };
}

const few = (rows: readonly Row[], metric: string, count: number): Row[] =>
  isAdditive(metric) ? folded(rows, metric, count) : rows.slice(0, count);

/** Groups along the axis, metrics in each column. */
function overGroups(reading: Reading, query: Query, metrics: readonly string[], options: Options, locale: Locale) {
  const [metric = ''] = metrics;
  const rows = ranked(reading, metric).filter(({ group }) => metrics.some((one) => group.values[one] !== undefined));
  const kept = metrics.length === 1 ? few(rows, metric, options.columns) : rows.slice(0, options.columns);
  const series = metrics.map(
    (one): Line => ({
      key: one,
      name: metricName(one, locale.language),
      values: kept.map(({ group }) => group.values[one]),
      before: kept.map(({ group }) => group.baseline?.[one]),
    }),
  );
  const name = (row: Row) => (query.by === undefined ? '' : groupName(row.key, query.by, row.group, locale.language));
  return { places: kept.map((row) => ({ key: row.key, name: name(row) })), series, step: undefined };
}

/** What columns draw, from a reading; undefined when there is nothing in it. */
export function columnsOf(
  answer: Answer | undefined,
  query: Watched | undefined,
  options: Options,
  locale: Locale,
): Columns | undefined {
  const reading = asReading(answer);
  if (!reading || !isQuery(query)) return undefined;
  const metrics = metricsOf(query, options.metric);
  const make = query.step === undefined ? overGroups : overTime;
  const { places, series, step } = make(reading, query, metrics, options, locale);
  if (places.length === 0 || series.length === 0) return undefined;
  const stacked = options.stacked && series.length > 1 && metrics.every(isAdditive);
  const { min, max } = reachOf(series, stacked);
  return { places, series, step, stacked, unit: unitOf(metrics[0] ?? ''), min, max };
}
