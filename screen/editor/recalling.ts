import type { Placed } from '../../layouts/document.ts';
import type { Query } from '../../stream/contract/query.ts';
import { refuse } from '../../stream/metrics/refuse.ts';
import type { Widget } from '../widgets/define.ts';
import { isQuery } from '../widgets/words.ts';
import { same } from './fields.ts';
import { askedOf, tidy, withAsked } from './querying.ts';
import type { Steps } from './steps.ts';

/** Parts that another part may take away or push aside. */
const HANGING = ['step', 'top', 'sort'] as const;
type Hanging = (typeof HANGING)[number];

/** How a widget stood before in this sitting, the newest first. */
export function pastOf({ all, done }: Steps, page: string, id: string): Placed[] {
  const found: Placed[] = [];
  for (const { before } of all.slice(0, done).reverse()) {
    const placed = before.pages.find((one) => one.id === page)?.widgets.find((one) => one.id === id);
    if (placed && found.at(-1) !== placed) found.push(placed);
  }
  return found;
}

const main = ({ metrics, by, window, filter, compare }: Query) => ({ metrics, by, window, filter, compare });
const isAlike = (one: Query, other: Query) => same(main(one), main(other));

/** Whether a query could have this part as another one has it: if so, it is as it is on purpose. */
function takes(query: Query, from: Query, part: Hanging): boolean {
  const tried = tidy({ ...query, [part]: from[part] });
  return tried[part] === from[part] && !refuse(tried);
}

/** A query with what had given way, as it was when the same was asked before. */
function recalledQuery(made: Query, from: Query, past: readonly Query[]): Query {
  const known = past.find((one) => isAlike(one, made));
  if (!known) return made;
  const back = HANGING.filter((part) => known[part] !== made[part] && !takes(from, known, part));
  const tried = tidy({ ...made, ...Object.fromEntries(back.map((part) => [part, known[part]])) });
  return back.length > 0 && !refuse(tried) ? tried : made;
}

/**
 * A widget whose query was changed, with everything back that an earlier change had pushed aside, when it asks now what
 * it had asked `past`ly. What a person has set since stands. Costs a look at each of the past.
 */
export function recalled(made: Placed, from: Placed, past: readonly Placed[], widget: Widget): Placed {
  const before = askedOf(from, widget);
  const there = past.filter(({ type }) => type === made.type);
  const queries = askedOf(made, widget).map((one, index) => {
    const own = before[index];
    if (!isQuery(one) || !isQuery(own) || same(one, own)) return one;
    const then = [from, ...there].map((placed) => askedOf(placed, widget)[index]).filter(isQuery);
    return recalledQuery(one, own, then);
  });
  const whole = [from, ...there].find((placed) => same(askedOf(placed, widget), queries));
  if (!whole) return same(queries, askedOf(made, widget)) ? made : withAsked(made, queries);
  // Also whether it was written down, and the options that name a metric of it.
  const named = Object.entries(whole.options ?? {}).filter(
    ([key]) => (key === 'metric' || key === 'sort') && made.options?.[key] === undefined,
  );
  const written = withAsked(made, whole.queries ?? (whole.query ? [whole.query] : []));
  const options = ordered({ ...made.options, ...Object.fromEntries(named) }, whole.options);
  return named.length > 0 ? { ...written, options } : written;
}

/** Keys in the order that another object has them. */
function ordered<T extends object>(one: T, as: object | undefined): T {
  const known = Object.keys(as ?? {});
  const entries = Object.entries(one);
  const first = known.flatMap((key) => entries.filter(([name]) => name === key));
  return Object.fromEntries([...first, ...entries.filter(([key]) => !known.includes(key))]) as T;
}
