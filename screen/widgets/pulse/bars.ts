import type { Language } from '../../../layouts/document.ts';
import type { Series } from '../../../stream/contract/reading.ts';
import { findMetric } from '../../../stream/metrics/catalogue.ts';
import { decimal } from '../../format.ts';
import { say } from '../words.ts';

export const PITCH = 10;
const SECOND = 1_000;

export interface Pulse {
  /** One a second, oldest first; the last one is the present second, still growing. */
  bars: number[];
  /** A second's mean of five whole ones; the newest is left out, since its last events are still on their way. */
  rate: number;
  /** The highest second of the series and when it was. */
  peak: { value: number; at: number } | undefined;
  /** What the same minute had a second, last time. */
  before: number | undefined;
  /** The same for each bar. */
  befores: (number | undefined)[];
}

/** 最近 60 秒, last 10 min. */
export function spanWords(seconds: number, language: Language): string {
  const words =
    seconds % 60 === 0 && seconds > 60
      ? `${seconds / 60}${say(language, ' 分钟', ' min')}`
      : `${seconds}${say(language, ' 秒', ' s')}`;
  return say(language, `最近 ${words}`, `last ${words}`);
}

/** Why a metric has no pulse; undefined for what happens so often in each second. */
export const pulseless = (metric: string, language: Language): string | undefined =>
  findMetric(metric)?.formula.kind === 'sum'
    ? undefined
    : say(
        language,
        '该指标不按秒累加，画不成脉搏；请换一个数量或金额',
        'This metric is not counted by the second, so it has no pulse; choose a count or an amount',
      );

/** What the figure counts: 单/秒, orders a second; of anything but orders only how often. */
export const rateWords = (metric: string, language: Language): string =>
  /orders$/.test(metric) ? say(language, '单/秒', 'orders a second') : say(language, '每秒', 'a second');

/** By how much a second has more or fewer than then: 每秒高出昨日同刻 23, above yesterday, same moment, by 23 a second. */
export function surplusWords(
  difference: number,
  then: string,
  language: Language,
  count = decimal(Math.abs(difference), 0, 0),
): { words: string; value: string } {
  if (difference === 0) return { words: say(language, `每秒与${then}持平`, `level with ${then}`), value: '' };
  return {
    words:
      difference < 0
        ? say(language, `每秒低于${then}`, `below ${then}, by`)
        : say(language, `每秒高出${then}`, `above ${then}, by`),
    value: say(language, count, `${count} a second`),
  };
}

/** A pulse from a series in seconds and, for the comparison, a baseline series in minutes. Nothing in a second is 0. */
export function pulse(series: Series, baseline: Series | undefined, now: number, seconds = 60): Pulse {
  const present = Math.floor(now / SECOND) * SECOND;
  const times = Array.from({ length: seconds }, (_, index) => present - (seconds - 1 - index) * SECOND);
  const bars = times.map((at) => series[at] ?? 0);
  let peak: Pulse['peak'];
  for (const key in series) {
    const value = series[key] ?? 0;
    const at = Number(key);
    if (value > (peak?.value ?? 0) || (value === peak?.value && at < peak.at)) peak = { value, at };
  }
  const minute = (at: number) => baseline && (baseline[Math.floor(at / 60_000) * 60_000] ?? 0) / 60;
  return {
    bars,
    rate: bars.slice(seconds - 7, seconds - 2).reduce((sum, value) => sum + value, 0) / 5,
    peak,
    before: minute(now),
    befores: times.map(minute),
  };
}

export interface Drawn {
  /** Up to "then". */
  low: { y: number; height: number };
  /** What is above it; height 0 when nothing is. */
  high: { y: number; height: number };
}

/** The bars as heights in a field of `height` px, zero-based, each split at its "then" by a line of 1 px. */
export function draw({ bars, befores }: Pulse, height: number): Drawn[] {
  const top = Math.max(1, ...bars, ...befores.map((before) => (before ?? 0) * 1.15));
  const unit = height / top;
  return bars.map((value, index) => {
    const before = befores[index];
    const tall = value === 0 ? 0 : Math.max(1, value * unit);
    const low = before === undefined ? 0 : Math.min(tall, before * unit, height);
    const high = Math.max(0, tall - low - (low > 0 && tall > low ? 1 : 0));
    return { low: { y: height - low, height: low }, high: { y: height - tall, height: high } };
  });
}

/** Rectangles of one colour as one path; those without height are left out. */
export function path(rows: readonly { x: number; y: number; height: number }[], width: number): string {
  return rows
    .filter(({ height }) => height > 0)
    .map(
      ({ x, y, height }) =>
        `M${x.toFixed(1)} ${y.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}H${x.toFixed(1)}z`,
    )
    .join('');
}
