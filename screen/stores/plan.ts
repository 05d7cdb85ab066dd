import type { Watched } from '../../stream/contract/query.ts';

/** What one widget asks for. */
export interface Demand {
  queries: readonly Watched[];
  every: number;
}
/** One watch: everything of a page that is asked for at the same pace, each query once. */
export interface Group {
  every: number;
  queries: Watched[];
}
/** Where an answer comes from. */
export interface Place {
  group: number;
  index: number;
}
export interface Plan {
  groups: Group[];
  /** A demand's answers, in the order of its queries. */
  places: Place[][];
}

/** A watch takes at most so many queries. */
const MOST = 200;

/** Key order does not tell two queries apart. */
const keyOf = (query: Watched): string =>
  JSON.stringify(query, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** As few watches as possible for all widgets of a page. */
export function plan(demands: readonly Demand[]): Plan {
  const groups: Group[] = [];
  const open = new Map<number, number>();
  const known = new Map<string, Place>();
  const place = (query: Watched, every: number): Place => {
    const key = `${every} ${keyOf(query)}`;
    const found = known.get(key);
    if (found) return found;
    let group = open.get(every);
    if (group === undefined || (groups[group]?.queries.length ?? MOST) >= MOST) {
      group = groups.push({ every, queries: [] }) - 1;
      open.set(every, group);
    }
    const queries = groups[group]?.queries ?? [];
    const made = { group, index: queries.push(query) - 1 };
    known.set(key, made);
    return made;
  };
  const places = demands.map(({ queries, every }) => queries.map((query) => place(query, every)));
  return { groups, places };
}
