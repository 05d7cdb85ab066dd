import type { Campaign } from '../../stream/contract/campaign.ts';
import type { Group, Series } from '../../stream/contract/reading.ts';
import { rail, type Segment } from '../widgets/phases/rail.ts';
import { STEP_MS } from '../widgets/time.ts';
import { cut } from '../widgets/width.ts';

/** A point of the strip: both 0…1 of its plane, y upward. */
export interface Point {
  x: number;
  y: number;
}
/** A phase with its place on the strip, 0…1. */
export interface Stretch extends Segment {
  from: number;
  to: number;
}
export interface Tide {
  stretches: readonly Stretch[];
  /** Where now is, 0…1; undefined outside of the campaign. */
  now?: number;
  present: readonly Point[];
  before: readonly Point[];
  forecast: readonly Point[];
  /** Height of the target, 0…1. */
  target?: number;
}

export type Step = '1m' | '5m' | '15m' | '1h' | '1d';
const POINTS = 400;
/** Hours of a longer campaign are too many for anybody to draw, see MOST_BUCKETS of the readings. */
const BY_HOURS = 50 * 24 * STEP_MS['1h'];

/** The finest step by which a curve of the whole campaign stays below some hundred points; hours for up to 50 days. */
export function stepFor({ start, end }: Pick<Campaign, 'start' | 'end'>): Step {
  const steps: readonly Step[] = ['1m', '5m', '15m', '1h'];
  return steps.find((step) => (end - start) / STEP_MS[step] <= POINTS) ?? (end - start <= BY_HOURS ? '1h' : '1d');
}

/** What of a phase's name stands over its stretch of so many px, so that none lies on the next one's. */
export const labelWithin = (name: string, width: number): string => cut(name, 12, width - 12);

/** Phases by their weight, not by their hours: two hours of opening would be a hair beside a day. */
export function stretchesOf(campaign: Campaign, now: number): Stretch[] {
  const segments = rail(campaign, now, 0);
  const weights = segments.map(({ start, end }) => Math.sqrt(Math.max(1, end - start)));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let at = 0;
  return segments.map((segment, index) => {
    const from = at;
    at += (weights[index] ?? 0) / all;
    return { ...segment, from, to: at };
  });
}

/** Where a moment stands on the strip, 0…1. */
export function placeOf(stretches: readonly Stretch[], at: number): number {
  const found = stretches.find(({ end }) => at < end) ?? stretches.at(-1);
  if (!found) return 0;
  const share = (at - found.start) / Math.max(1, found.end - found.start);
  return found.from + (found.to - found.from) * Math.min(1, Math.max(0, share));
}

/** Sums so far at the end of each bucket that has begun by `until`. */
function running(series: Series | undefined, step: number, until: number): { at: number; sum: number }[] {
  let sum = 0;
  return Object.entries(series ?? {})
    .map(([at, value]) => ({ at: Number(at), value }))
    .sort((a, b) => a.at - b.at)
    .filter(({ at }) => at <= until)
    .map(({ at, value }) => {
      sum += value;
      return { at: at + step, sum };
    });
}

/** The curves of a campaign: what came in, last time's, and at last time's shape what will. */
export function tide(campaign: Campaign, now: number, group: Group | undefined, metric: string): Tide {
  const stretches = stretchesOf(campaign, now);
  const step = STEP_MS[stepFor(campaign)];
  const value = group?.values[metric];
  const before = group?.baseline?.[metric];
  const present = running(group?.series?.[metric], step, now).filter(({ at }) => at < now);
  if (value !== undefined && now >= campaign.start) present.push({ at: Math.min(now, campaign.end), sum: value });
  const then = running(group?.baselineSeries?.[metric], step, campaign.end);
  const ahead =
    now < campaign.end && value !== undefined && value > 0 && before !== undefined && before > 0
      ? [
          { at: now, sum: value },
          ...then.filter(({ at }) => at > now).map(({ at, sum }) => ({ at, sum: (sum / before) * value })),
        ]
      : [];
  const most = Math.max(campaign.target ?? 0, ...[present, then, ahead].map((line) => line.at(-1)?.sum ?? 0));
  const line = (points: readonly { at: number; sum: number }[]): Point[] =>
    most > 0 && points.length > 0
      ? [{ at: campaign.start, sum: 0 }, ...points].map(({ at, sum }) => ({ x: placeOf(stretches, at), y: sum / most }))
      : [];
  return {
    stretches,
    ...(now >= campaign.start && now <= campaign.end ? { now: placeOf(stretches, now) } : {}),
    present: line(present),
    before: line(then),
    forecast: line(ahead).slice(1),
    ...(campaign.target !== undefined && campaign.target > 0 ? { target: campaign.target / most } : {}),
  };
}
