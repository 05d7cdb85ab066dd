import type { Campaign } from '../../../stream/contract/campaign.ts';

export const AIMS = ['next', 'start', 'phase', 'end'] as const;
export type Aim = (typeof AIMS)[number];

/** A moment that is waited for, epoch ms; a phase brings its names. */
export interface Target {
  kind: 'start' | 'phase' | 'end';
  at: number;
  names?: Campaign['names'];
}

/** What is counted down to at `now`; undefined when it is past, or there is none. */
export function aim(campaign: Campaign, to: Aim, now: number): Target | undefined {
  const moments: Target[] = [
    { kind: 'start', at: campaign.start },
    ...campaign.phases.map(({ start, names }): Target => ({ kind: 'phase', at: start, names })),
    { kind: 'end', at: campaign.end },
  ];
  // A phase that begins with the campaign is its start: sort is stable.
  return moments
    .filter(({ kind, at }) => at > now && at <= campaign.end && (to === 'next' || to === kind))
    .sort((a, b) => a.at - b.at)[0];
}
