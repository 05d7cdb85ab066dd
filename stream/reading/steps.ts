import { MOST_DAYS_OF_MINUTES } from '../contract/campaign.ts';
import type { Step } from '../contract/query.ts';
import type { Days } from '../engine/days.ts';
import { STEP_MS } from '../metrics/times.ts';

/** One point of a series: its key, and what of its bucket lies in the window. Epoch ms, `end` exclusive. */
export interface Piece {
  readonly key: number;
  readonly start: number;
  readonly end: number;
}

/** Most points a series is ever made of: more would hold up all walls for a second, and no wall shows a tenth of them. */
const MOST_STEPS = MOST_DAYS_OF_MINUTES * 1_440;

/**
 * The points of [from, to). Buckets count from the start of each business day, so that an hour of 23:00 begins at 23:00 in
 * every zone; the first and last are clipped to the window, so that the points add up to the value. Undefined when they
 * would be too many: none at all would say that nothing happened.
 */
export function stepsOf(from: number, to: number, step: Step, days: Days): Piece[] | undefined {
  const length = STEP_MS[step];
  if ((to - from) / length > MOST_STEPS) return undefined;
  const steps: Piece[] = [];
  let day = days.start(from);
  while (day < to) {
    const next = days.next(day);
    const whole = step === '1d' ? next - day : length;
    const first = from > day ? day + Math.floor((from - day) / whole) * whole : day;
    for (let key = first; key < next && key < to; key += whole)
      steps.push({ key, start: Math.max(key, from), end: Math.min(key + whole, next, to) });
    day = next;
  }
  return steps;
}
