import type { Campaign } from '../contract/campaign.ts';
import type { Window } from '../contract/query.ts';
import { DAY_MS } from '../contract/settings.ts';
import type { Days } from '../engine/days.ts';
import { EPOCH_MS } from '../engine/families.ts';
import { instant, ROLLING } from '../metrics/times.ts';
import { chooseCampaign, findCampaign } from './campaigns.ts';

/** What a window means at one moment, before it is rounded to buckets. Epoch ms, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Rolls to now: starts and ends with the clock. Otherwise everything of [start, end) is counted. */
  readonly rolling: boolean;
  readonly campaign?: Campaign;
}

/** Nothing is counted before the first bucket, and nothing can be so far ahead: a window is cut there, or somebody makes us walk through all days of the calendar. */
const AHEAD_MS = 731 * DAY_MS;
const within = (at: number, now: number) => Math.min(Math.max(at, EPOCH_MS - DAY_MS), now + AHEAD_MS);

/** A window at `now`; undefined when there is no such campaign. */
export function spanOf(window: Window, now: number, days: Days, campaigns: readonly Campaign[]): Span | undefined {
  if (typeof window !== 'string') {
    const [start, end] = [instant(window.from), instant(window.to)];
    return { start: within(start, now), end: within(end, now), rolling: false };
  }
  const length = ROLLING[window];
  if (length !== undefined) return { start: now - length, end: now, rolling: true };
  const today = days.start(now);
  if (window === 'today') return { start: today, end: days.next(today), rolling: false };
  if (window === 'yesterday') return { start: days.shift(today, -1), end: today, rolling: false };
  const campaign =
    window === 'campaign' ? chooseCampaign(campaigns, now) : findCampaign(campaigns, window.slice('campaign:'.length));
  return campaign && { start: campaign.start, end: campaign.end, rolling: false, campaign };
}
