import { parseMoney } from '../../../stream/contract/money.ts';
import type { CampaignAnswer, Group } from '../../../stream/contract/reading.ts';
import type { Unit } from '../../format.ts';
import { shareThen } from '../pace/pace.ts';

/** How far something is. Amounts in the metric's own units (money: minor units); absent = not known. */
export interface Progress {
  value?: number;
  goal?: number;
  /** Share of the goal, 0…; below 0 when the value is. */
  done?: number;
  /** Share of the goal where last time's curve would have us now. */
  expected?: number;
  /** What is missing; negative: surplus. */
  missing?: number;
}

/** The goal of a widget: its own, else the campaign's target where that is meant. */
export function goalOf(
  own: string | undefined,
  metric: string,
  ofCampaign: boolean,
  fact: CampaignAnswer | undefined,
  unit: Unit,
  digits: number,
): number | undefined {
  if (own !== undefined) return unit === 'money' ? parseMoney(own, digits) : Number(own);
  return metric === 'gmv' && ofCampaign ? fact?.campaign?.target : undefined;
}

/** Where a metric stands on its way to `goal`. A goal of nothing is none. */
export function progress(group: Group | undefined, metric: string, goal: number | undefined): Progress {
  const result: Progress = {};
  const value = group?.values[metric];
  if (value !== undefined) result.value = value;
  if (goal === undefined || goal <= 0) return result;
  result.goal = goal;
  if (value !== undefined) {
    result.done = value / goal;
    result.missing = goal - value;
  }
  const expected = shareThen(group, metric);
  if (expected !== undefined) result.expected = expected;
  return result;
}
