import type { Campaign } from '../../../stream/contract/campaign.ts';
import type { Query } from '../../../stream/contract/query.ts';
import type { Reading, Series } from '../../../stream/contract/reading.ts';
import { type Row, ranked } from '../rows.ts';
import { STEP_MS } from '../time.ts';
import { isAdditive } from '../words.ts';

/** Epoch ms and value. */
export type Point = [at: number, value: number];

export interface Curves {
  from: number;
  /** Where the axis ends. */
  end: number;
  /** Up to when there is something to draw. */
  now: number;
  lines: { key: string; points: Point[] }[];
  /** Last time. */
  before: Point[];
  forecast: Point[];
  target: number | undefined;
}

export interface Shape {
  cumulative: boolean;
  target: boolean;
  forecast: boolean;
}

/** Points of a series in time; `fill`: a bucket without a point is 0. */
function buckets(series: Series, from: number, until: number, step: number, fill: boolean): Point[] {
  const at = new Set(Object.keys(series).map(Number));
  if (fill) for (let t = from; t < until; t += step) at.add(t);
  return [...at].sort((a, b) => a - b).map((t) => [t, series[t] ?? 0]);
}

/** Sums up buckets: a point at each bucket's end, not after `until`. */
function cumulate(points: readonly Point[], from: number, step: number, until: number): Point[] {
  let sum = 0;
  const line: Point[] = [[from, 0]];
  for (const [at, value] of points) {
    sum += value;
    line.push([Math.min(at + step, Math.max(until, at)), sum]);
  }
  return line;
}

/** More points than these no wall shows: it is one for every two or three pixels of the widest curve. */
const MOST = 360;

/**
 * A cumulated line by at most so many of its points, the last among them: what is drawn does not grow with the hours. Which
 * ones stay goes by their place from the start, so that none moves when another comes.
 */
function thin(points: readonly Point[]): Point[] {
  const every = Math.max(1, Math.ceil(points.length / MOST));
  return points.filter((_, index) => index % every === 0 || index === points.length - 1);
}

/** The value of a cumulated line at `at`, in proportion between its points. */
export function valueAt(line: readonly Point[], at: number): number | undefined {
  let before: Point | undefined;
  for (const point of line) {
    if (point[0] >= at) {
      if (!before || point[0] === at) return point[0] === at ? point[1] : undefined;
      return before[1] + ((point[1] - before[1]) * (at - before[0])) / (point[0] - before[0]);
    }
    before = point;
  }
  return before?.[1];
}

/** Everything a trend draws, from a reading with `step`; only what was read, nothing made up. */
export function curves(reading: Reading, query: Query, metric: string, shape: Shape, campaign?: Campaign): Curves {
  const { from, asOf } = reading;
  const grid = reading.step ?? query.step ?? '1m';
  const step = STEP_MS[grid];
  const now = Math.min(asOf, Math.max(reading.to, from));
  // A ratio without a point is unknown: nothing was divided.
  const fill = isAdditive(metric) && grid !== '1d' && (now - from) / step < 5_000;
  const line = (series: Series, until: number) => {
    const points = buckets(series, from, until, step, fill);
    return shape.cumulative ? cumulate(points, from, step, until) : points;
  };
  // A line of zeros beside a total would be made up: where no series is kept, or it would be too long, there is none.
  const known = ({ group }: Row) => group.series?.[metric] !== undefined;
  const rows = ranked(reading, metric).filter(known).slice(0, 8);
  const lines = rows.map(({ key, group }) => ({ key, points: line(group.series?.[metric] ?? {}, now) }));
  const baseline = rows.length === 1 ? rows[0]?.group.baselineSeries?.[metric] : undefined;
  const starts = Object.keys(baseline ?? {}).map(Number);
  const thenEnd = starts.length > 0 ? Math.max(...starts) + step : from;
  const runs = query.window === 'campaign' ? campaign?.end : undefined;
  const end = Math.max(runs ?? 0, thenEnd, now);
  const before = baseline ? line(baseline, thenEnd) : [];
  // A target is an amount of GMV in its campaign, and measures nothing else.
  const aimed = metric === 'gmv' && query.window === 'campaign';
  const target = shape.cumulative && shape.target && aimed ? campaign?.target : undefined;
  const last = lines[0]?.points.at(-1);
  const base =
    shape.cumulative && shape.forecast && last && last[0] < end && last[1] > 0
      ? (rows[0]?.group.baseline?.[metric] ?? valueAt(before, last[0]))
      : undefined;
  const ahead =
    last && base
      ? before.filter(([at]) => at > last[0]).map(([at, value]): Point => [at, (value / base) * last[1]])
      : [];
  const drawn = (points: Point[]) => (shape.cumulative ? thin(points) : points);
  return {
    ...{ from, end, now, target },
    lines: lines.map(({ key, points }) => ({ key, points: drawn(points) })),
    before: drawn(before),
    forecast: last && ahead.length > 0 ? [last, ...drawn(ahead)] : [],
  };
}

/** The highest value drawn, at least 0. */
export function highest({ lines, before, forecast, target }: Curves): number {
  let most = target ?? 0;
  for (const points of [...lines.map((line) => line.points), before, forecast])
    for (const [, value] of points) if (value > most) most = value;
  return most;
}

/** How far the values reach from zero, up or down. */
export const reach = (curves: Curves): number => Math.max(highest(curves), -lowest(curves));

/** The lowest value drawn, at most 0. */
export function lowest({ lines, before }: Curves): number {
  let least = 0;
  for (const points of [...lines.map((line) => line.points), before])
    for (const [, value] of points) least = Math.min(least, value);
  return least;
}
