import type { LatestAnswer } from '../../../stream/contract/reading.ts';
import type { Regions } from './regions.ts';

/** A region that has just sold: one ring, once. */
export interface Beat {
  code: string;
  serial: number;
}
export const MOST_ALIVE = 9;

/** Regions whose value grew, the most first. The first reading, and what only corrects a value downward, moves nothing. */
export function grown(before: Regions | undefined, after: Regions | undefined): string[] {
  if (!before || !after) return [];
  return [...after.shown.values()]
    .map(({ code, value }) => ({ code, by: (value ?? 0) - (before.shown.get(code)?.value ?? 0) }))
    .filter(({ by }) => by > 0)
    .sort((a, b) => b.by - a.by || (a.code < b.code ? -1 : 1))
    .map(({ code }) => code);
}

/** Regions of the rows that were not there before, the newest first. */
export function arrived(before: LatestAnswer | undefined, after: LatestAnswer | undefined): string[] {
  if (!before || !after) return [];
  const fresh = Object.entries(after.rows).filter(([key]) => !(key in before.rows));
  return [...new Set(fresh.sort(([, a], [, b]) => b.at - a.at).map(([, { region }]) => region))];
}

/** The beats alive after `codes` beat: one that is under way goes on, and those for which there is no room are left out. */
export function beat(alive: readonly Beat[], codes: readonly string[], serial: number): Beat[] {
  const under = new Set(alive.map(({ code }) => code));
  const fresh = codes.filter((code) => !under.has(code)).slice(0, Math.max(0, MOST_ALIVE - alive.length));
  return [...alive, ...fresh.map((code, index) => ({ code, serial: serial + index }))];
}
