import { Failure } from '../../stream/contract/failure.ts';
import type { FactQuery, Query, Watched } from '../../stream/contract/query.ts';
import { isBound, type Scope } from '../../stream/contract/screen.ts';
import { FINE, usedBy, widens } from '../../stream/metrics/grouping.ts';
import { refuse } from '../../stream/metrics/refuse.ts';
import { canonical } from './canonical.ts';

/** A campaign without what tells of the whole: its target, its milestones and when they were passed. */
export interface Plan {
  fact: 'plan';
  id?: string | undefined;
}
/** What is really opened for a screen. */
export type Asked = Watched | Plan;

/** One text for each scope, part of the name of a view; `all` where nothing bounds it. */
export const scopeName = (scope: Scope | undefined): string => (isBound(scope) ? canonical(scope, true) : 'all');

/**
 * The same question within a scope: its filter is added to what the question filters by already. A Failure where nothing of
 * what is asked lies within it, or where it is not counted so finely; a number of the whole is never the answer.
 */
export function within(watched: Watched, scope: Scope | undefined): Asked | Failure {
  if (!isBound(scope)) return watched;
  if (!('fact' in watched)) return ofQuery(watched, scope);
  switch (watched.fact) {
    case 'campaign':
      return { fact: 'plan', id: watched.id };
    case 'orders':
    case 'refunds':
      return ofLatest(watched, scope);
    case 'sources':
      return new Failure('scope', `fact: this screen shows ${words(scope)} only, and sources send for all.`, {
        path: 'fact',
      });
    // Nothing in them is an amount of anybody.
    case 'health':
    case 'alerts':
    case 'layout':
      return watched;
    default:
      return watched satisfies never;
  }
}

function ofQuery(query: Query, scope: Scope): Query | Failure {
  if (refuse(query)) return query; // said when it is opened, as to everybody
  const filter = both(query.filter, scope);
  if (filter instanceof Failure) return filter;
  const bound: Query = { ...query, filter };
  const refused = refuse(bound);
  if (refused) {
    const path = placeOf(query, refused);
    return new Failure(
      'scope',
      `${path}: this screen shows ${words(scope)} only, and what is asked here is not counted by ${dimensions(scope)}.`,
      { path },
    );
  }
  if (widens(bound))
    return new Failure(
      'scope',
      `window: this screen shows ${words(scope)} only, and by sku and channel whole days are counted; expected today or yesterday.`,
      { path: 'window' },
    );
  return bound;
}

function ofLatest(query: Extract<FactQuery, { fact: 'orders' | 'refunds' }>, scope: Scope): FactQuery | Failure {
  const filter = both(query.filter, scope);
  return filter instanceof Failure ? filter : { ...query, filter };
}

/** What passes both filters. */
function both<Filter extends Partial<Record<string, string[]>>>(
  asked: Filter | undefined,
  scope: Scope,
): (Filter & Scope) | Failure {
  const filter: Partial<Record<string, string[]>> = { ...asked };
  for (const [dimension, allowed] of bounds(scope)) {
    const wanted = filter[dimension];
    const common = wanted ? wanted.filter((value) => allowed.includes(value)) : [...allowed];
    if (common.length === 0)
      return new Failure(
        'scope',
        `filter.${dimension}: this screen shows ${words(scope)} only, and none of what is asked here.`,
        { path: `filter.${dimension}` },
      );
    filter[dimension] = common;
  }
  return filter as Filter & Scope;
}

/** What of the question stands in the way: the scope itself is not in it. */
function placeOf(query: Query, refused: Failure): string {
  if (refused.code === 'dimension') {
    const index = query.metrics.findIndex((metric) => refused.message.includes(`: ${metric} has no `));
    return `metrics.${Math.max(0, index)}`;
  }
  const fine = FINE.find((dimension) => usedBy(query).has(dimension));
  if (fine) return fine === query.by ? 'by' : `filter.${fine}`;
  return refused.path ?? 'metrics';
}

const bounds = (scope: Scope) =>
  (['channel', 'shop'] as const).flatMap((dimension) =>
    scope[dimension] ? [[dimension, scope[dimension]] as const] : [],
  );
const dimensions = (scope: Scope): string =>
  bounds(scope)
    .map(([dimension]) => dimension)
    .join(' and ');
const words = (scope: Scope): string =>
  bounds(scope)
    .map(([dimension, values]) => `${dimension} ${values.join(', ')}`)
    .join(' and ');
