import type { LatestRow } from '../../../stream/contract/reading.ts';

/** What a ticker shows and what waits for its turn, both newest first, by key. */
export interface Belt {
  shown: readonly string[];
  waiting: readonly string[];
  /** Released by the last turn: it drops in. */
  fresh: string | undefined;
}

/** Keys of rows, newest first; of one moment by key. */
export const newest = (rows: Readonly<Record<string, LatestRow>>): string[] =>
  Object.keys(rows).sort((a, b) => (rows[b]?.at ?? 0) - (rows[a]?.at ?? 0) || (a < b ? -1 : 1));

/** What is new waits; what is gone (voided) leaves at once. The first rows are simply there. More than `room` wait: the oldest of them are dropped. */
export function receive(belt: Belt | undefined, keys: readonly string[], room: number): Belt {
  if (!belt) return { shown: keys.slice(0, room), waiting: [], fresh: undefined };
  const shown = belt.shown.filter((key) => keys.includes(key));
  const waiting = keys.filter((key) => !shown.includes(key) && !isOlder(key, shown, keys)).slice(0, room);
  const older = keys.filter((key) => !shown.includes(key) && !waiting.includes(key));
  return { shown: [...shown, ...older].slice(0, room), waiting, fresh: belt.fresh };
}

/** A row that stands below all that are shown only fills up the end. */
const isOlder = (key: string, shown: readonly string[], keys: readonly string[]) =>
  shown.length > 0 && shown.every((other) => keys.indexOf(other) < keys.indexOf(key));

/** One turn, at most one a second: the oldest that waits drops in, the rest shift. */
export function turn(belt: Belt, room: number): Belt {
  const next = belt.waiting.at(-1);
  if (next === undefined) return belt.fresh === undefined ? belt : { ...belt, fresh: undefined };
  return { shown: [next, ...belt.shown].slice(0, room), waiting: belt.waiting.slice(0, -1), fresh: next };
}
