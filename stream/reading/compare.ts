import type { Campaign } from '../contract/campaign.ts';
import type { Query, Window } from '../contract/query.ts';
import { DAY_MS } from '../contract/settings.ts';
import type { Days } from '../engine/days.ts';
import { findCampaign } from './campaigns.ts';
import type { Span } from './windows.ts';

/** The stretch a window is compared with. Epoch ms. */
export interface Baseline {
  readonly start: number;
  /** After the same elapsed time, at the latest at `cap`. */
  readonly end: number;
  /** Where its own day, campaign or span ends: a curve may be drawn as far ahead. */
  readonly cap: number;
}

/** The present the baseline is laid beside. Epoch ms. */
export interface Present {
  readonly window: Window;
  readonly span: Span;
  /** Where counting began and ends. */
  readonly from: number;
  readonly to: number;
}

/** What `compare` means for this present at `now`; undefined when there is no such day or campaign. */
export function baselineOf(
  compare: NonNullable<Query['compare']>,
  present: Present,
  now: number,
  days: Days,
  campaigns: readonly Campaign[],
): Baseline | undefined {
  const { window, span, from, to } = present;
  const elapsed = Math.max(0, Math.min(now, to) - from);
  const at = (start: number, cap: number): Baseline => ({ start, end: Math.min(start + elapsed, cap), cap });
  const shifted = (shift: (at: number) => number): Baseline => {
    const start = shift(from);
    if (window === 'today' || window === 'yesterday') return at(start, days.next(start));
    return at(start, span.rolling ? start + (to - from) : shift(to));
  };

  if (compare === 'yesterday') return shifted((time) => keepClock(time, days, (day) => days.shift(day, -1)));
  if (compare === 'last_week') return shifted((time) => keepClock(time, days, (day) => days.shift(day, -7)));
  if (compare === 'last_year') return shifted((time) => keepClock(time, days, (day) => yearBefore(day, days)));
  if (compare !== 'previous') {
    const campaign = findCampaign(campaigns, compare.slice('campaign:'.length));
    return campaign && at(campaign.start, campaign.end);
  }
  if (window === 'today' || window === 'yesterday') {
    const start = days.shift(from, -1);
    return at(start, from);
  }
  if (span.campaign) {
    const campaign = span.campaign.baseline === undefined ? undefined : findCampaign(campaigns, span.campaign.baseline);
    return campaign && at(campaign.start, campaign.end);
  }
  const length = span.rolling ? span.end - span.start : to - from;
  return at(from - length, span.rolling ? to - length : from);
}

/** The same time since midnight on another business day; no later than that day ends. */
function keepClock(at: number, days: Days, other: (day: number) => number): number {
  const day = days.start(at);
  const moved = other(day);
  return Math.min(moved + (at - day), days.next(moved));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The same date a year earlier, as the start of its business day; 29 February becomes the 28th. */
export function yearBefore(day: number, days: Days): number {
  let format = formats.get(days.timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: days.timezone, calendar: 'gregory', dateStyle: 'short' });
    formats.set(days.timezone, format);
  }
  const [year = 0, month = 0, date = 0] = format
    .format(day + DAY_MS / 2)
    .split('-')
    .map(Number);
  const then = Date.UTC(year - 1, month - 1, month === 2 ? Math.min(date, 28) : date);
  return days.shift(day, -Math.round((Date.UTC(year, month - 1, date) - then) / DAY_MS));
}
