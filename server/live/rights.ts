import type { Layout, Page, Placed } from '../../layouts/document.ts';
import known from '../../layouts/widgets.schema.json' with { type: 'json' };
import type { Query, Watched } from '../../stream/contract/query.ts';
import { canonical } from './canonical.ts';

/** What a type of widget asks for beside the queries that the layout gives it. */
export interface Asks {
  /** Where the layout gives none of the kind. */
  instead?: readonly Watched[];
  /** It asks for the campaign of its numbers, or does so with one of these options. */
  campaign?: true | Readonly<Record<string, unknown>>;
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

const isQuery = (watched: Watched): watched is Query => 'metrics' in watched;

const givenTo = (placed: Placed): readonly Watched[] => placed.queries ?? (placed.query ? [placed.query] : []);

/** What a widget is given to ask, and what its type asks where it is given nothing of the kind. */
export function ownOf(placed: Placed): readonly Watched[] {
  const given = givenTo(placed);
  return [...given, ...(ASKS[placed.type]?.instead ?? []).filter((one) => isMissing(one, given))];
}

function asksFor(placed: Placed, watched: Watched, params: Params): boolean {
  const { campaign } = ASKS[placed.type] ?? {};
  if (ownOf(placed).some((own) => covers(own, watched, params))) return true;
  const given = givenTo(placed);
  if (isQuery(watched) || watched.fact !== 'campaign' || campaign === undefined) return false;
  const asks = campaign === true || Object.entries(campaign).some(([name, value]) => placed.options?.[name] === value);
  const { id } = watched;
  return asks && (id === undefined || id === placed.options?.id || given.some((own) => isOfCampaign(own, id)));
}

const isMissing = (one: Watched, given: readonly Watched[]) =>
  isQuery(one) ? !given.some(isQuery) : given.length === 0;
const isOfCampaign = (own: Watched, id: string) => isQuery(own) && own.window === `campaign:${id}`;

interface Parts {
  filter: Filter;
  by?: Query['by'];
  compare?: Query['compare'];
  /** All the rest of it, as one text. */
  rest: string;
}
/** A layout is asked about again and again. */
const taken = new WeakMap<Watched, Parts>();
function partsOf(watched: Watched): Parts {
  const found = taken.get(watched);
  if (found) return found;
  const { filter = {}, by, compare, ...rest } = watched as Partial<Query>;
  const parts = { filter, by, compare, rest: canonical(rest) };
  taken.set(watched, parts);
  return parts;
}

/** Whether `asked` is `own`, or less than it: without its comparison, or under a pick. */
function covers(own: Watched, asked: Watched, params: Params): boolean {
  const [standing, wanted] = [partsOf(own), partsOf(asked)];
  if (standing.rest !== wanted.rest) return false;
  const { by } = standing;
  const drilled = by !== undefined && wanted.filter[by] !== undefined && wanted.by === params[by]?.drill;
  return (
    (wanted.by === by || drilled) &&
    (wanted.compare === undefined || wanted.compare === standing.compare) &&
    isNarrower(standing.filter, wanted.filter, params)
  );
}

/** Whether everything that passes `asked` passes `own`, and nothing is filtered by but what the page lets pick. */
function isNarrower(own: Filter, asked: Filter, params: Params): boolean {
  const standing = Object.entries(own) as [keyof Filter, string[]][];
  const kept = standing.every(([name, values]) => asked[name]?.every((value) => values.includes(value)) ?? false);
  return kept && (Object.keys(asked) as (keyof Filter)[]).every((name) => own[name] || params[name]);
}
