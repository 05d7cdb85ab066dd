import type { Layout, Page, Placed } from '../../layouts/document.ts';
import known from '../../layouts/widgets.schema.json' with { type: 'json' };
import type { Query, Watched } from '../../stream/contract/query.ts';
import { canonical } from './canonical.ts';

/** What a type of widget asks for beside the queries that the layout gives it, or in their stead. */
export interface Asks {
  instead: readonly Watched[];
  /** It asks for the campaign of its numbers. */
  campaign?: true;
}
const ASKS = known['x-asks'] as unknown as Readonly<Record<string, Asks>>;

type Params = NonNullable<Page['params']>;
type Filter = NonNullable<Query['filter']>;

/**
 * Whether a wall that shows this layout asks for this: what its widgets are given, what their types ask for by themselves,
 * and both under what a click may pick on their page. Whoever shows the layout may watch that, and nothing else.
 */
export function isAsked(layout: Layout, watched: Watched): boolean {
  if ('fact' in watched && watched.fact === 'layout') return watched.id === layout.id;
  if ('fact' in watched && watched.fact === 'health') return true; // by it every wall says that it rehearses
  return layout.pages.some(({ widgets, params = {} }) =>
    widgets.some((placed) => !placed.hidden && asksFor(placed, watched, params)),
  );
}

function asksFor(placed: Placed, watched: Watched, params: Params): boolean {
  const { instead = [], campaign } = ASKS[placed.type] ?? {};
  const own = [...(placed.queries ?? (placed.query ? [placed.query] : [])), ...instead];
  if (campaign && 'fact' in watched && watched.fact === 'campaign') {
    const { id } = watched;
    if (id === undefined || id === placed.options?.id || own.some((one) => isOfCampaign(one, id))) return true;
  }
  return own.some((one) => covers(one, watched, params));
}

const isOfCampaign = (own: Watched, id: string) => 'metrics' in own && own.window === `campaign:${id}`;

/** Whether `asked` is `own`, or less than it: without its comparison, or under a pick. */
function covers(own: Watched, asked: Watched, params: Params): boolean {
  if ('fact' in own || 'fact' in asked) {
    const { filter: standing, ...rest } = own as { filter?: Filter };
    const { filter, ...others } = asked as { filter?: Filter };
    return canonical(rest) === canonical(others) && isNarrower(standing, filter, params);
  }
  const { filter: standing, by, compare, ...rest } = own;
  const { filter, by: split, compare: then, ...others } = asked;
  const drilled = by !== undefined && filter?.[by] !== undefined && split === params[by]?.drill;
  return (
    canonical(rest) === canonical(others) &&
    (split === by || drilled) &&
    (then === undefined || then === compare) &&
    isNarrower(standing, filter, params)
  );
}

/** Whether everything that passes `asked` passes `own`, and nothing is filtered by but what the page lets pick. */
function isNarrower(own: Filter = {}, asked: Filter = {}, params: Params): boolean {
  const standing = Object.entries(own) as [keyof Filter, string[]][];
  const kept = standing.every(([name, values]) => asked[name]?.every((value) => values.includes(value)) ?? false);
  return kept && (Object.keys(asked) as (keyof Filter)[]).every((name) => own[name] || params[name]);
}
