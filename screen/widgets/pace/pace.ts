import type { Watched } from '../../../stream/contract/query.ts';
import type { CampaignAnswer, Group } from '../../../stream/contract/reading.ts';
import { passedOf } from '../passed.ts';
import { isAdditive, isQuery } from '../words.ts';

/** Where a campaign stands against its target and against last time. Amounts in minor units; absent = not known. */
export interface Pace {
  target?: number;
  /** Share of the target that is done. */
  done?: number;
  /** Share of the target where last time's curve would have us now. */
  expected?: number;
  /** Amount ahead of that (negative: behind). */
  lead?: number;
  /** The same moment last time. */
  before?: number;
  /** Amount ahead of the same moment last time. */
  gain?: number;
  /** At last time's shape, where it ends. */
  forecast?: number;
  /** Where it ended: nothing is forecast any more. */
  final?: number;
  milestone?: { amount: number; elapsed: number };
}

const total = (series: Record<string, number> | undefined) =>
  series && Object.values(series).reduce((sum, value) => sum + value, 0);

/** Which share of last time's whole was there at the same moment; undefined without a curve of last time. */
export function shareThen(group: Group | undefined, metric: string): number | undefined {
  const before = group?.baseline?.[metric];
  const all = total(group?.baselineSeries?.[metric]);
  return isAdditive(metric) && before !== undefined && all !== undefined && all > 0
    ? Math.min(1, before / all)
    : undefined;
}

/** Whether the query asks for the campaign, and that has ended. */
export const isOver = (
  query: Watched | undefined,
  fact: CampaignAnswer | undefined,
  now: number | undefined,
): boolean =>
  isQuery(query) && query.window === 'campaign' && now !== undefined && now >= (fact?.campaign?.end ?? Infinity);

/** The pace of `metric` in a reading of the whole campaign with series and baseline. Makes no number up: without target or baseline its parts are absent. */
export function pace(group: Group | undefined, metric: string, fact: CampaignAnswer | undefined, over = false): Pace {
  const result: Pace = {};
  const value = group?.values[metric];
  const before = group?.baseline?.[metric];
  // A target is an amount of GMV, and measures nothing else.
  const target = metric === 'gmv' ? fact?.campaign?.target : undefined;
  const share = shareThen(group, metric);
  if (target !== undefined && target > 0) {
    result.target = target;
    if (value !== undefined) result.done = value / target;
    if (share !== undefined) result.expected = share;
    if (value !== undefined && share !== undefined) result.lead = Math.round(value - target * share);
  }
  if (before !== undefined) result.before = before;
  if (value !== undefined && before !== undefined) result.gain = value - before;
  if (over && value !== undefined) result.final = value;
  else if (value !== undefined && value > 0 && share !== undefined && share > 0)
    result.forecast = Math.round(value / share);
  const [last] = passedOf(fact);
  if (last) result.milestone = { amount: last.amount, elapsed: last.elapsed };
  return result;
}
