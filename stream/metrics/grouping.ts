import type { Dimension, Query } from '../contract/query.ts';

/** Which cells know all dimensions of a query: those of a store, or of one thing finer than it. */
export type Grouping = 'store' | 'region' | 'category' | 'tag' | 'sku' | 'channelSku';

/** Dimensions that know lines or places finer than a store; one of them at most. */
export const FINE = ['region', 'category', 'sku', 'tag'] as const satisfies readonly Dimension[];

/** The cells for dimensions that combine. */
export function groupingOf(used: ReadonlySet<Dimension>): Grouping {
  const fine = FINE.find((dimension) => used.has(dimension)) ?? 'store';
  return fine === 'sku' && used.has('channel') ? 'channelSku' : fine;
}

/** By channel and SKU only whole days are counted: any other window would show more than it says. */
export const widens = (query: Query): boolean =>
  groupingOf(usedBy(query)) === 'channelSku' && query.window !== 'today' && query.window !== 'yesterday';

/** What a query groups or filters by. */
export function usedBy({ by, filter = {} }: Pick<Query, 'by' | 'filter'>): ReadonlySet<Dimension> {
  const filtered = (Object.keys(filter) as Dimension[]).filter((dimension) => filter[dimension]);
  return new Set([...(by ? [by] : []), ...filtered]);
}
