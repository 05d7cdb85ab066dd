import type { Dimension, Query, Window } from '../../stream/contract/query.ts';
import { refuse } from '../../stream/metrics/refuse.ts';
import { stepFor } from './offering.ts';
import { type Compare, type Step, tidy } from './querying.ts';

/** A change of one part of a query; what hangs on the part goes with it or gives way. */
export type Put = (query: Query) => Query;

/** A query whose step the server has, when it had one. */
function stepped(query: Query): Query {
  if (!query.step || !refuse(query)) return query;
  const step = stepFor(tidy({ ...query, step: undefined }));
  return step ? { ...query, step } : query;
}

export const putWindow =
  (window: Window): Put =>
  (query) =>
    stepped({ ...query, window });
export const putCompare =
  (compare: Compare | undefined): Put =>
  (query) =>
    tidy({ ...query, compare });
export const putStep =
  (step: Step | undefined): Put =>
  (query) =>
    tidy({ ...query, step });
export const putBy =
  (by: Dimension | undefined): Put =>
  (query) =>
    stepped(tidy({ ...query, by }));
export const putTop =
  (top: number | undefined): Put =>
  (query) =>
    tidy({ ...query, top });
/** By its first metric a query is sorted anyway. */
export const putSort =
  (sort: string | undefined): Put =>
  (query) =>
    tidy({ ...query, sort });
export const putFilter =
  (dimension: Dimension, values: readonly string[]): Put =>
  (query) =>
    stepped(tidy({ ...query, filter: { ...query.filter, [dimension]: [...values] } }));
/** A metric in one of the places there are, or in the next one. */
export const putMetric =
  (slot: number, metric: string): Put =>
  (query) =>
    stepped(tidy({ ...query, metrics: Object.assign([...query.metrics], { [slot]: metric }) }));
export const dropMetric =
  (slot: number): Put =>
  (query) =>
    tidy({ ...query, metrics: query.metrics.filter((_, index) => index !== slot) });
