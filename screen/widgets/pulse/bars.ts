import type { Series } from '../../../stream/contract/reading.ts';

export const BARS = 60;
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
}

/** A pulse from a series in seconds and, for the comparison, a baseline series in minutes. Nothing in a second is 0. */
export function pulse(series: Series, baseline: Series | undefined, now: number): Pulse {
  const present = Math.floor(now / SECOND) * SECOND;
  const bars = Array.from({ length: BARS }, (_, index) => series[present - (BARS - 1 - index) * SECOND] ?? 0);
  let peak: Pulse['peak'];
  for (const key in series) {
    const value = series[key] ?? 0;
    const at = Number(key);
    if (value > (peak?.value ?? 0) || (value === peak?.value && at < peak.at)) peak = { value, at };
  }
  const minute = baseline?.[Math.floor(now / 60_000) * 60_000] ?? (baseline ? 0 : undefined);
  return {
    bars,
    rate: bars.slice(BARS - 7, BARS - 2).reduce((sum, value) => sum + value, 0) / 5,
    peak,
    before: minute === undefined ? undefined : minute / 60,
  };
}

export interface Drawn {
  x: number;
  /** Up to "then". */
  low: { y: number; height: number };
  /** What is above it; height 0 when nothing is. */
  high: { y: number; height: number };
  present: boolean;
}

/** The bars as rectangles in a field of `height` px, zero-based, split at "then" by a line of 1 px. */
export function draw({ bars, before }: Pulse, height: number): Drawn[] {
  const top = Math.max(1, ...bars, (before ?? 0) * 1.15);
  const unit = height / top;
  const split = before === undefined ? 0 : Math.min(height, before * unit);
  return bars.map((value, index) => {
    const tall = value === 0 ? 0 : Math.max(1, value * unit);
    const low = before === undefined ? 0 : Math.min(tall, split);
    const high = Math.max(0, tall - low - (low > 0 && tall > low ? 1 : 0));
    return {
      x: index * PITCH,
      low: { y: height - low, height: low },
      high: { y: height - tall, height: high },
      present: index === bars.length - 1,
    };
  });
}
