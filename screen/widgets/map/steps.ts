import { niceBelow } from '../axis.ts';

/** Where the second to the sixth step of a map begin, rising; empty when there is nothing to tell apart. */
export type Steps = readonly number[];

const SHARES = [1 / 50, 1 / 10, 1 / 4, 1 / 2, 1];

/**
 * Six steps up to a round number between a quarter and a half of the largest value: few change when the largest grows, and the
 * second to fifth region still differ from the rest.
 */
export function stepsOf(values: Iterable<number>): Steps {
  const most = Math.max(0, ...values);
  return most > 0 ? SHARES.map((share) => niceBelow(most / 2) * share) : [];
}

/** 0 to 5. Unknown and negative values stand in the first. */
export function stepOf(value: number | undefined, steps: Steps): number {
  return value === undefined ? 0 : steps.filter((from) => value >= from).length;
}
