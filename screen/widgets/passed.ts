import type { CampaignAnswer } from '../../stream/contract/reading.ts';
import { brief, type Locale } from '../format.ts';
import { age } from './time.ts';
import { say } from './words.ts';

/** A milestone of a campaign that was passed. `amount` in minor units, `at` epoch ms, `elapsed` ms since the start. */
export interface Passed {
  amount: number;
  at: number;
  elapsed: number;
}

/** What was passed, the largest first. */
export const passedOf = (fact: CampaignAnswer | undefined): Passed[] =>
  Object.entries(fact?.passed ?? {})
    .map(([amount, when]) => ({ amount: Number(amount), ...when }))
    .sort((a, b) => b.amount - a.amount);

/** 破亿, 破5,000万, ¥100M: every digit that counts, and no zeros behind. */
export function milestoneName(amount: number, locale: Locale): string {
  const words = brief(amount, 'money', locale, 16)
    .replace(/(\.\d*?)0+(?=\D|$)/, '$1')
    .replace(/\.(?=\D|$)/, '');
  return say(locale.language, `破${words.replace(/^1(?=[万亿])/, '')}`, words);
}

/** 用时 12 分 03 秒. `elapsed` in ms. */
export const inTime = (elapsed: number, locale: Locale): string =>
  say(locale.language, `用时 ${age(elapsed / 1_000, 'zh-CN')}`, `in ${age(elapsed / 1_000, 'en')}`);

/** For how long a milestone is celebrated, and how young it must be when it is first seen, ms. */
export const CELEBRATE_MS = 5_000;
const YOUNG_MS = 10_000;

/**
 * The milestone to celebrate: the largest that was passed between two answers about the same campaign, just now. What was
 * passed before the wall watched, or while it was away, is old.
 */
export function justPassed(
  before: CampaignAnswer | undefined,
  after: CampaignAnswer | undefined,
  now: number | undefined,
): Passed | undefined {
  if (now === undefined || !before?.campaign || before.campaign.id !== after?.campaign?.id) return undefined;
  return passedOf(after).find(({ amount, at }) => !(amount in before.passed) && now - at < YOUNG_MS);
}

/** The fact without the milestones that are still being celebrated beside the number. */
export function settled(fact: CampaignAnswer | undefined, now: number | undefined): CampaignAnswer | undefined {
  if (!fact || now === undefined) return fact;
  const old = Object.entries(fact.passed).filter(([, { at }]) => now - at >= CELEBRATE_MS);
  return old.length === Object.keys(fact.passed).length ? fact : { ...fact, passed: Object.fromEntries(old) };
}
