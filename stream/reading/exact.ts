import type { Days } from '../engine/days.ts';
import { bucketAt, DAY, EPOCH_MS, GRAIN_MS } from '../engine/families.ts';
import { endOf, finestAt, floorTo, type Run, tile } from './cover.ts';
import type { Source } from './source.ts';

/** A kept bucket of which only a part is meant. */
export interface Fraction {
  readonly grain: number;
  readonly bucket: number;
  /** Whole seconds of it that are meant. */
  readonly seconds: number;
  /** Its length in seconds. */
  readonly of: number;
}

export interface Exact {
  readonly runs: readonly Run[];
  readonly fractions: readonly Fraction[];
}

/**
 * [from, to) to the second: whole buckets, and at the ends the part of a bucket. Undefined when a bucket below days that
 * would be needed is no longer kept. O(buckets).
 */
export function exact(source: Source, from: number, to: number, days: Days): Exact | undefined {
  const fractions: Fraction[] = [];
  let [a, b] = [Math.max(from, EPOCH_MS), to];
  if (a !== from) return undefined;
  if (a >= b) return { runs: [], fractions };
  const low = fineAt(source, a, days);
  if (low === undefined) return undefined;
  if (low.start < a) {
    const end = low.grain === DAY ? undefined : endOf(low.grain, low.start, days);
    if (end === undefined) return undefined;
    fraction(fractions, low, Math.min(end, b) - a);
    a = end;
  }
  const high = a < b ? fineAt(source, b, days) : undefined;
  if (a < b && high === undefined) return undefined;
  if (high && high.start < b) {
    if (high.grain === DAY) return undefined;
    fraction(fractions, high, b - high.start);
    b = high.start;
  }
  if (a >= b) return { runs: [], fractions };
  const tiling = tile(source, a, b, days);
  return 'hole' in tiling || tiling.truncated ? undefined : { runs: tiling.runs, fractions };
}

function fineAt(source: Source, at: number, days: Days): { grain: number; start: number } | undefined {
  const day = days.start(at);
  if (day === at) return { grain: DAY, start: day };
  const grain = finestAt(source, at, days);
  return grain === undefined ? undefined : { grain, start: floorTo(grain, at, days) };
}

function fraction(into: Fraction[], { grain, start }: { grain: number; start: number }, ms: number): void {
  const seconds = Math.floor(ms / 1000);
  const of = (GRAIN_MS[grain] as number) / 1000;
  if (seconds > 0) into.push({ grain, bucket: bucketAt(grain, start), seconds, of });
}
