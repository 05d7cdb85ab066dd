import type { Page } from '../../layouts/document.ts';
import type { Dimension, Query, Watched } from '../../stream/contract/query.ts';
import { widens } from '../../stream/metrics/grouping.ts';
import { refuse } from '../../stream/metrics/refuse.ts';
import { isQuery } from '../widgets/words.ts';
import type { Prepared } from './prepare.ts';

/** What a person picked on a page: one group a dimension. */
export type Picks = Partial<Record<Dimension, string>>;
export type Params = NonNullable<Page['params']>;

/**
 * What picks do to a widget. `none`: it asks for nothing they could touch. `narrowed`: it shows the picked alone.
 * `drilled`: the same, grouped by the next dimension. `picker`: it goes on showing all groups, one of them picked.
 * `whole`: it cannot be filtered by them, and goes on showing the whole.
 */
export type Effect = 'none' | 'narrowed' | 'drilled' | 'picker' | 'whole';
export interface Narrowed extends Prepared {
  effect: Effect;
  /** The dimension by which a click in it picks; undefined when none does. */
  picks: Dimension | undefined;
}

const ORDER_FILTERS: readonly string[] = ['channel', 'shop', 'region', 'tag'];
const byOf = (watched: Watched | undefined): Dimension | undefined => (isQuery(watched) ? watched.by : undefined);
const canPick = (by: Dimension | undefined, params: Params) => (by !== undefined && params[by] ? by : undefined);

/** A prepared widget under what is picked on its page. It never asks what the server would refuse. */
export function narrow(one: Prepared, picks: Picks, params: Params = {}): Narrowed {
  const plain = (effect: Effect): Narrowed => ({ ...one, effect, picks: canPick(byOf(one.queries[0]), params) });
  if (Object.keys(picks).length === 0 || !one.queries.some(isFilterable)) return plain('none');
  const { widget } = one;
  const options = widget.narrowed ? widget.narrowed(one.options) : one.options;
  if (options === undefined) return plain('whole');
  const asked = widget.queries ? widget.queries(one.own, options) : one.own;
  const drawable = (dimension: Dimension) => !widget.groups || widget.groups.includes(dimension);
  const queries: Watched[] = [];
  let effect: Effect = 'none';
  for (const watched of asked) {
    const made = isFilterable(watched) ? narrowQuery(watched, picks, params, drawable) : watched;
    if (!made || (isQuery(made) && (refuse(made) || widens(made)))) return plain('whole');
    if (isQuery(watched) && isQuery(made) && made.by !== watched.by) effect = 'drilled';
    else if (made !== watched && effect !== 'drilled') effect = 'narrowed';
    queries.push(made);
  }
  if (effect === 'none') effect = 'picker';
  return { ...one, options, queries, effect, picks: canPick(byOf(queries[0]), params) };
}

type Filterable = Exclude<Watched, { fact: 'campaign' | 'health' | 'sources' | 'layout' | 'alerts' }>;
const isFilterable = (watched: Watched): watched is Filterable =>
  isQuery(watched) || watched.fact === 'orders' || watched.fact === 'refunds';

/** The query under the picks; the same when they do not touch it, undefined when they cannot. */
function narrowQuery(
  asked: Filterable,
  picks: Picks,
  params: Params,
  drawable: (dimension: Dimension) => boolean,
): Watched | undefined {
  const filter: NonNullable<Query['filter']> = { ...asked.filter };
  const by = byOf(asked);
  const drill = by && picks[by] !== undefined ? params[by]?.drill : undefined;
  const drilled = drill && picks[drill] === undefined && drawable(drill) ? drill : undefined;
  let touched = false;
  for (const [name, key] of Object.entries(picks)) {
    const dimension = name as Dimension;
    if (dimension === by && !drilled) continue;
    if (!isQuery(asked) && !ORDER_FILTERS.includes(dimension)) return undefined;
    const standing = filter[dimension];
    if (standing && !standing.includes(key)) return undefined;
    filter[dimension] = [key];
    touched = true;
  }
  if (!touched) return asked;
  return { ...asked, ...(drilled ? { by: drilled } : {}), filter } as Watched;
}
