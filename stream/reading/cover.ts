import type { Days } from '../engine/days.ts';
import { bucketAt, bucketStart, DAY, EPOCH_MS, GRAIN_MS } from '../engine/families.ts';
import type { Source } from './source.ts';

/** Neighbouring buckets of one grain; days stand alone. */
export interface Run {
  readonly grain: number;
  readonly first: number;
  readonly count: number;
}

/** Whole buckets that fill a stretch of time without overlap. */
export interface Tiling {
  readonly runs: readonly Run[];
  /** Some days in it are no longer kept. */
  readonly truncated: boolean;
}

/** Start of the bucket that contains `at`, epoch ms. */
export function floorTo(grain: number, at: number, days: Days): number {
  return grain === DAY ? days.start(at) : bucketStart(grain, bucketAt(grain, at));
}

/** End of the bucket that starts at `start`, epoch ms. */
export function endOf(grain: number, start: number, days: Days): number {
  return grain === DAY ? days.next(start) : start + (GRAIN_MS[grain] as number);
}

/** The finest grain whose bucket around `at` is kept. */
export function finestAt(source: Source, at: number, days: Days): number | undefined {
  return source.grains.find((grain) => source.isOpen(grain, floorTo(grain, at, days)));
}

/**
 * Fills [from, to) with the coarsest kept buckets. Returns the instant at which only the whole day is kept, though the
 * stretch cuts that day, when it can't. O(buckets).
 */
export function tile(source: Source, from: number, to: number, days: Days): Tiling | { hole: number } {
  const runs: { grain: number; first: number; count: number }[] = [];
  let truncated = false;
  let at = from;
  let day = days.start(at);
  let next = days.next(day);
  while (at < to) {
    if (at >= next) {
      day = at;
      next = days.next(day);
    }
    if (at === day && next <= to && source.isOpen(DAY, day)) {
      runs.push({ grain: DAY, first: bucketAt(DAY, day), count: 1 });
      at = next;
      continue;
    }
    const grain = fitting(source, at, to);
    if (grain === undefined) {
      if (source.isOpen(DAY, day)) return { hole: at };
      truncated = true;
      at = next;
      continue;
    }
    const bucket = bucketAt(grain, at);
    const last = runs.at(-1);
    if (last && last.grain === grain && last.first + last.count === bucket) last.count++;
    else runs.push({ grain, first: bucket, count: 1 });
    at += GRAIN_MS[grain] as number;
  }
  return { runs, truncated };
}

/** The coarsest grain below days with a kept bucket that starts at `at` and ends by `to`. */
function fitting(source: Source, at: number, to: number): number | undefined {
  for (let index = source.grains.length - 1; index >= 0; index--) {
    const grain = source.grains[index] as number;
    const length = GRAIN_MS[grain];
    if (grain === DAY || length === undefined) continue;
    if ((at - EPOCH_MS) % length === 0 && at + length <= to && source.isOpen(grain, at)) return grain;
  }
  return undefined;
}

export interface Rounded {
  readonly from: number;
  readonly to: number;
  /** By source. */
  readonly tilings: readonly Tiling[];
  readonly truncated: boolean;
}

/** [from, to) rounded outward to the finest grain that each source keeps at that edge. */
export function roundOut(
  sources: readonly Source[],
  from: number,
  to: number,
  days: Days,
): { from: number; to: number } {
  let a = Math.max(from, EPOCH_MS);
  let b = Math.max(to, a);
  for (const source of sources) {
    const low = finestAt(source, a, days);
    if (low !== undefined) a = Math.min(a, floorTo(low, a, days));
    const high = finestAt(source, b - 1, days);
    if (high !== undefined) b = Math.max(b, endOf(high, floorTo(high, b - 1, days), days));
  }
  return { from: a, to: b };
}

/**
 * What is counted of [from, to): rounded outward, further out where only whole days are kept. Undefined when nothing of it
 * is kept. O(buckets).
 */
export function cover(sources: readonly Source[], from: number, to: number, days: Days): Rounded | undefined {
  let [a, b] = [from, to];
  for (;;) {
    const wider = roundOut(sources, a, b, days);
    if (wider.from !== a || wider.to !== b) {
      ({ from: a, to: b } = wider);
      continue;
    }
    const tilings: Tiling[] = [];
    let hole: number | undefined;
    for (const source of sources) {
      const tiling = tile(source, a, b, days);
      if ('hole' in tiling) hole = tiling.hole;
      else tilings.push(tiling);
    }
    if (hole === undefined) return finish(tilings, { from: a, to: b }, from < EPOCH_MS, days);
    const day = days.start(hole);
    a = Math.min(a, day);
    b = Math.max(b, days.next(day));
  }
}

function finish(
  tilings: readonly Tiling[],
  span: { from: number; to: number },
  early: boolean,
  days: Days,
): Rounded | undefined {
  const truncated = early || tilings.some((tiling) => tiling.truncated);
  if (!truncated) return { ...span, tilings, truncated };
  const starts = tilings.flatMap(({ runs: [run] }) => (run ? [bucketStart(run.grain, run.first)] : []));
  if (starts.length === 0) return undefined;
  const from = Math.min(...starts);
  return { from: Math.max(span.from, early ? days.start(from) : from), to: span.to, tilings, truncated };
}
