import { parseMoney } from '../../../stream/contract/money.ts';
import type { Unit } from '../../format.ts';

/** A goal as it is written in an option, in the metric's own unit: minor units, counts, a ratio. Undefined when it does not fit the unit. */
export function readGoal(goal: string, unit: Unit, digits: number): number | undefined {
  if (unit === 'money') return parseMoney(goal, digits);
  const value = Number(goal);
  return unit === 'ratio' || Number.isInteger(value) ? value : undefined;
}

export interface Progress {
  value: number | undefined;
  goal: number | undefined;
  /** Done of the goal, may exceed 1; undefined while either is unknown or the goal is 0. */
  share: number | undefined;
}

/** How far a value has come. A campaign's target is an amount of GMV, and measures nothing else. */
export function progressOf(
  metric: string,
  value: number | undefined,
  given: number | undefined,
  target: number | undefined,
): Progress {
  const goal = given ?? (metric === 'gmv' ? target : undefined);
  const share = value !== undefined && goal !== undefined && goal > 0 ? value / goal : undefined;
  return { value, goal, share };
}
