import type { Campaign } from '../contract/campaign.ts';
import { Failure } from '../contract/failure.ts';
import { shown } from '../contract/field.ts';
import type { Query } from '../contract/query.ts';
import { DAY_MS } from '../contract/settings.ts';

/** How long an ended campaign stands for `window: campaign` when none runs, ms. */
const AFTERGLOW_MS = 7 * DAY_MS;

/**
 * The campaign that `window: campaign` means at `now`: the running one that started last; none running: the last one ended,
 * for 7 days; then the next one. Ties: the smaller id.
 */
export function chooseCampaign(campaigns: readonly Campaign[], now: number): Campaign | undefined {
  const best = (fits: (campaign: Campaign) => boolean, rank: (campaign: Campaign) => number) => {
    let chosen: Campaign | undefined;
    for (const campaign of campaigns) {
      if (!fits(campaign)) continue;
      const ahead = chosen ? rank(campaign) - rank(chosen) : 1;
      if (ahead > 0 || (ahead === 0 && chosen && campaign.id < chosen.id)) chosen = campaign;
    }
    return chosen;
  };
  return (
    best(
      ({ start, end }) => start <= now && now < end,
      ({ start }) => start,
    ) ??
    best(
      ({ end }) => end <= now && now < end + AFTERGLOW_MS,
      ({ end }) => end,
    ) ??
    best(
      ({ start }) => start > now,
      ({ start }) => -start,
    )
  );
}

/** The campaign of this id, or undefined. */
export function findCampaign(campaigns: readonly Campaign[], id: string): Campaign | undefined {
  return campaigns.find((campaign) => campaign.id === id);
}

/** Why a query that names a campaign cannot be answered, or undefined: there is none of this id. */
export function unknownCampaign(
  { window, compare }: Pick<Query, 'window' | 'compare'>,
  campaigns: readonly Campaign[],
): Failure | undefined {
  for (const [path, named] of [
    ['window', window],
    ['compare', compare],
  ] as const) {
    if (typeof named !== 'string' || !named.startsWith(NAMED)) continue;
    const id = named.slice(NAMED.length);
    if (findCampaign(campaigns, id)) continue;
    const sentence = `${path}: there is no campaign ${shown(id)}; expected one that GET /api/campaigns lists.`;
    return new Failure('window', sentence, { path });
  }
  return undefined;
}
const NAMED = 'campaign:';
