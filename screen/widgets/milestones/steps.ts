import type { CampaignAnswer } from '../../../stream/contract/reading.ts';
import { type Passed, passedOf } from '../passed.ts';

export interface Steps {
  /** The smallest that is still ahead, minor units. */
  next: number | undefined;
  /** The largest first. */
  passed: Passed[];
}

/** The milestones of a campaign as a list of at most `count`, the next one included. */
export function steps(fact: CampaignAnswer, count: number, withNext: boolean): Steps {
  const ahead = (fact.campaign?.milestones ?? []).filter((amount) => !(amount in fact.passed)).sort((a, b) => a - b);
  const next = withNext ? ahead[0] : undefined;
  return { next, passed: passedOf(fact).slice(0, count - (next === undefined ? 0 : 1)) };
}
