import type { LatestRow } from '../../../stream/contract/reading.ts';

export interface Item {
  key: string;
  row: LatestRow;
}
/** What a ticker shows and what waits for its turn, both newest first. */
export interface Belt {
  shown: readonly Item[];
  waiting: readonly Item[];
  /** Released by the last turn: it drops in. */
  fresh: string | undefined;
}

/** Rows, newest first; of one moment by key. */
export const newest = (rows: Readonly<Record<string, LatestRow>>): Item[] =>
  Object.entries(rows)
    .map(([key, row]) => ({ key, row }))
    .sort((a, b) => b.row.at - a.row.at || (a.key < b.key ? -1 : 1));

/**
 * What is new waits for its turn; of more than `room` the oldest are dropped. A shown row that is gone from the list was
 * pushed out by newer ones and stays, or was voided and leaves at once: that one would still stand between the others. The first rows are simply there.
 */
export function receive(belt: Belt | undefined, items: readonly Item[], room: number): Belt {
  if (!belt) return { shown: items.slice(0, room), waiting: [], fresh: undefined };
  const present = new Map(items.map((item) => [item.key, item]));
  const oldest = items.at(-1)?.row.at ?? Number.NEGATIVE_INFINITY;
  const shown = belt.shown.flatMap((item) => present.get(item.key) ?? (item.row.at <= oldest ? item : []));
  const known = new Set(shown.map(({ key }) => key));
  const latest = shown[0]?.row.at ?? Number.NEGATIVE_INFINITY;
  const unknown = items.filter(({ key }) => !known.has(key));
  const waiting = unknown.filter(({ row }) => row.at >= latest).slice(0, room);
  const filling = shown.length < room ? unknown.filter(({ row }) => row.at < latest) : [];
  return { shown: [...shown, ...filling].slice(0, room), waiting, fresh: belt.fresh };
}

/** One turn, at most one a second: the oldest that waits drops in, the rest shift. */
export function turn(belt: Belt, room: number): Belt {
  const next = belt.waiting.at(-1);
  if (next === undefined) return belt.fresh === undefined ? belt : { ...belt, fresh: undefined };
  return { shown: [next, ...belt.shown].slice(0, room), waiting: belt.waiting.slice(0, -1), fresh: next.key };
}
