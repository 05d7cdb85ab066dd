import type { Placed } from '../../layouts/document.ts';
import type { Query, Watched } from '../../stream/contract/query.ts';
import { given, type Widget } from '../widgets/define.ts';
import { isQuery } from '../widgets/words.ts';

export type Step = NonNullable<Query['step']>;
export type Compare = NonNullable<Query['compare']>;

/** What a placed widget asks: the layout's queries, else those it asks by itself. */
export function askedOf(placed: Placed, widget: Widget | undefined): readonly Watched[] {
  const own = given(placed);
  return own.length > 0 ? own : (widget?.asks?.first ?? []);
}

/** The query that a placed widget has in a place, the first one when none is named; undefined when it asks for a fact there or nothing. */
export function queryOf(placed: Placed, widget: Widget | undefined, place = 0): Query | undefined {
  if (!widget?.asks) return undefined;
  const found = askedOf(placed, widget)[place];
  return isQuery(found) ? found : undefined;
}

/** A widget as if the query in this place were its first: what is drawn of it, and what it is added with. */
export function inPlace(widget: Widget, place: number): Widget {
  const beside = place > 0 ? widget.asks?.beside?.[place - 1] : undefined;
  if (place === 0 || !beside) return widget;
  const { groups: _, ...rest } = widget;
  return { ...rest, asks: { ...beside, first: [beside.first] } };
}

/** A query with only the parts it has: keys that are undefined are left out, and what hangs on a part goes with it. */
export function tidy(
  query: { [Key in keyof Query]: Query[Key] | undefined } & Pick<Query, 'metrics' | 'window'>,
): Query {
  const { metrics, by, window, step, filter, compare, top, sort } = query;
  const kept = Object.entries(filter ?? {}).filter(([, values]) => values && values.length > 0);
  return {
    metrics,
    ...(by ? { by } : {}),
    window,
    ...(step ? { step } : {}),
    ...(kept.length > 0 ? { filter: Object.fromEntries(kept) } : {}),
    ...(compare ? { compare } : {}),
    ...(by && top ? { top } : {}),
    ...(by && sort && metrics.includes(sort) ? { sort } : {}),
  };
}

/** A widget with these queries, where they stood before; with none it asks what it asks by itself. */
export function withAsked(placed: Placed, all: readonly Watched[]): Placed {
  const [only] = all;
  const written: [string, unknown][] = all.length > 1 ? [['queries', all]] : only ? [['query', only]] : [];
  const keys = Object.entries(placed);
  const at = keys.findIndex(([key]) => key === 'query' || key === 'queries');
  const rest = keys.filter(([key]) => key !== 'query' && key !== 'queries');
  const place = at < 0 ? rest.length : at;
  return Object.fromEntries([...rest.slice(0, place), ...written, ...rest.slice(place)]) as Placed;
}

const same = (one: readonly string[], other: readonly string[]) => one.join() === other.join();

/** A placed widget that asks something else in a place. Queries beside its first one that count the same go on counting the same. */
export function asking(placed: Placed, widget: Widget, wanted: Watched, place = 0): Placed {
  const own = askedOf(placed, widget);
  const before = own[0];
  const all = own.map((one, index) => {
    if (index === place) return wanted;
    if (place > 0 || !isQuery(wanted)) return one;
    const follows = isQuery(one) && isQuery(before) && same(one.metrics, before.metrics);
    return follows ? tidy({ ...one, metrics: wanted.metrics, filter: wanted.filter }) : one;
  });
  if (place >= own.length) all.push(wanted);
  const made = withAsked(placed, all);
  const [first] = all;
  if (place > 0 || !isQuery(first) || !made.options) return made;
  // An option that names a metric means one of the query.
  const kept = Object.entries(made.options).filter(
    ([key, value]) => !(key === 'metric' || key === 'sort') || first.metrics.includes(value as string),
  );
  if (kept.length === Object.keys(made.options).length) return made;
  const { options: _, ...rest } = made;
  return kept.length > 0 ? { ...made, options: Object.fromEntries(kept) } : rest;
}

/** A query to add in a place beside the first one: it counts what that counts where it has to. */
export function beside(placed: Placed, widget: Widget, place: number): Watched | undefined {
  const added = widget.asks?.beside?.[place - 1];
  const first = queryOf(placed, widget);
  if (!added) return undefined;
  if (!added.follows || !isQuery(added.first) || !first) return added.first;
  return tidy({ ...added.first, metrics: first.metrics, filter: first.filter });
}

/** A placed widget without the query in a place beside its first one. */
export const withoutAsked = (placed: Placed, widget: Widget, place: number): Placed =>
  withAsked(
    placed,
    askedOf(placed, widget).filter((_, index) => index !== place),
  );
