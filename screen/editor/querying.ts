import type { Placed } from '../../layouts/document.ts';
import type { Query, Watched } from '../../stream/contract/query.ts';
import { given, type Widget } from '../widgets/define.ts';
import { isQuery } from '../widgets/words.ts';

export type Step = NonNullable<Query['step']>;
export type Compare = NonNullable<Query['compare']>;

/** The query of a placed widget that panels show: its first, or what it asks by itself; undefined when it asks for a fact or nothing. */
export function queryOf(placed: Placed, widget: Widget | undefined): Query | undefined {
  if (!widget?.asks) return undefined;
  const own = given(placed);
  const shown = own.length > 0 ? own[0] : widget.asks.first[0];
  return isQuery(shown) ? shown : undefined;
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

const same = (one: readonly string[], other: readonly string[]) => one.join() === other.join();

/** A placed widget that asks something else. Queries beside its first one that count the same go on counting the same. */
export function asking(placed: Placed, widget: Widget, query: Query): Placed {
  const own: readonly Watched[] = given(placed).length > 0 ? given(placed) : (widget.asks?.first ?? []);
  const before = own[0];
  const all = own.map((one, index) => {
    if (index === 0) return query;
    const follows = isQuery(one) && isQuery(before) && same(one.metrics, before.metrics);
    return follows ? tidy({ ...one, metrics: query.metrics, filter: query.filter }) : one;
  });
  const { query: _, queries: __, options, ...rest } = placed;
  // An option that names a metric means one of the query.
  const kept = Object.entries(options ?? {}).filter(
    ([key, value]) => !(key === 'metric' || key === 'sort') || query.metrics.includes(value as string),
  );
  return {
    ...rest,
    ...(all.length > 1 ? { queries: all as Watched[] } : { query }),
    ...(kept.length > 0 ? { options: Object.fromEntries(kept) } : {}),
  };
}
