import type { Query } from '../../stream/contract/query.ts';
import type { Reading } from '../../stream/contract/reading.ts';
import { STEP_MS } from './time.ts';

/**
 * The newest `most` bucket starts of a reading with a step, up to its present, epoch ms: those that were counted, and on
 * the same grid those in which nothing was.
 */
export function bucketsOf(reading: Reading, step: NonNullable<Query['step']>, most: number): number[] {
  const length = STEP_MS[reading.step ?? step];
  const { from, to, asOf, groups } = reading;
  const until = Math.min(asOf, Math.max(to, from));
  const counted = new Set<number>();
  for (const { series } of Object.values(groups))
    for (const points of Object.values(series ?? {})) for (const at of Object.keys(points)) counted.add(Number(at));
  // The grid counts from the start of a day in the wall's zone; any counted bucket stands on it.
  const anchor = counted.size > 0 ? Math.min(...counted) : from;
  // Days are not all of one length: a place on the grid that is already taken is not taken twice.
  const taken = new Set([...counted].map((at) => Math.round((at - anchor) / length)));
  const end = Math.ceil((until - anchor) / length);
  for (let place = Math.max(Math.floor((from - anchor) / length), end - most); place < end; place += 1)
    if (!taken.has(place)) counted.add(anchor + place * length);
  return [...counted].sort((a, b) => a - b).slice(-most);
}
