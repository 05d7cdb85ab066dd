import type { Campaign } from '../../../stream/contract/campaign.ts';

export interface Segment {
  id: string;
  names: Campaign['names'];
  start: number;
  end: number;
  state: 'done' | 'present' | 'future';
  /** Elapsed share of its time, 0…1. */
  elapsed: number;
  /** Px. */
  width: number;
}

const GUTTER = 24;
/** The present phase needs room for its countdown. */
const PRESENT = 288;

/** The phases of a campaign as a rail of `width` px at `now`. A campaign without phases is one phase by its own name. */
export function rail(campaign: Campaign, now: number, width: number): Segment[] {
  const starts = [...campaign.phases].sort((a, b) => a.start - b.start);
  const first = starts[0];
  if (!first || first.start > campaign.start)
    starts.unshift({ id: campaign.id, names: campaign.names, start: campaign.start });
  const segments = starts.map((phase, index): Segment => {
    const end = starts[index + 1]?.start ?? campaign.end;
    const elapsed = Math.min(1, Math.max(0, (now - phase.start) / Math.max(1, end - phase.start)));
    const state = now >= end ? 'done' : now >= phase.start ? 'present' : 'future';
    return { ...phase, end, elapsed, state, width: 0 };
  });
  const room = width - GUTTER * (segments.length - 1);
  const even = room / segments.length;
  const present = segments.some(({ state }) => state === 'present') ? Math.min(room, Math.max(PRESENT, even)) : even;
  const others = segments.length > 1 ? (room - present) / (segments.length - 1) : room;
  const anyPresent = segments.some(({ state }) => state === 'present');
  for (const segment of segments) segment.width = segment.state === 'present' ? present : anyPresent ? others : even;
  return segments;
}
