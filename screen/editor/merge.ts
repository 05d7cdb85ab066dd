import type { Layout } from '../../layouts/document.ts';
import { type Fields, isFields, same, withFields } from './fields.ts';
import { isRows, type Named, placeAs, sameOrder } from './rows.ts';

/** What two people changed differently, by the keys and ids that lead to it. Undefined: it is not there. */
export interface Collision {
  path: readonly string[];
  base: unknown;
  mine: unknown;
  theirs: unknown;
}
export interface Merged {
  /** Everything both have done; where they collide it is as in mine. */
  document: Layout;
  collisions: readonly Collision[];
}

/** What a widget asks for is one or the other: query, or queries. */
const EITHER = ['query', 'queries'];
const kindOf = (widget: Fields) => EITHER.find((key) => widget[key] !== undefined);

/** Values that are not joined key by key: a span of two moments, and a text of which somebody took a language away. */
function isWhole(path: readonly string[], was: unknown, ...sides: readonly Fields[]): boolean {
  const key = path.at(-1);
  if (key === 'window') return true;
  if (key !== 'title' && key !== 'note') return false;
  return isFields(was) && Object.keys(was).some((language) => sides.some((side) => side[language] === undefined));
}

/** The place of a collision between the two. */
export const DATA = 'data';

/** Joins two documents that were made of one, widget by widget and field by field. */
export function merge(base: Layout, mine: Layout, theirs: Layout): Merged {
  const collisions: Collision[] = [];
  const collide = (path: readonly string[], was: unknown, one: unknown, other: unknown): unknown => {
    collisions.push({ path, base: was, mine: one, theirs: other });
    return one;
  };

  function value(path: readonly string[], was: unknown, one: unknown, other: unknown): unknown {
    if (same(one, other) || same(was, other)) return one;
    if (same(was, one)) return other;
    if (isRows(one, path) && isRows(other, path)) return rows(path, isRows(was, path) ? was : [], one, other);
    if (isFields(one) && isFields(other) && !isWhole(path, was, one, other))
      return fields(path, isFields(was) ? was : {}, one, other);
    return collide(path, was, one, other);
  }

  function fields(path: readonly string[], was: Fields, one: Fields, other: Fields): unknown {
    const made: Record<string, unknown> = {};
    const apart = kindOf(was) !== kindOf(one) || kindOf(one) !== kindOf(other);
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      if (apart && EITHER.includes(key)) continue;
      const joined = value([...path, key], was[key], one[key], other[key]);
      if (joined !== undefined) made[key] = joined;
    }
    if (apart) Object.assign(made, data(path, was, one, other));
    return made;
  }

  /** Who asks in one way and who in the other cannot be joined key by key. */
  function data(path: readonly string[], ...sides: readonly [Fields, Fields, Fields]): Fields {
    const [was, one, other] = sides.map((side) => withFields({}, side, EITHER)) as [Fields, Fields, Fields];
    if (same(one, other) || same(was, other)) return one;
    return same(was, one) ? other : (collide([...path, DATA], was, one, other) as Fields);
  }

  function rows(
    path: readonly string[],
    was: readonly Named[],
    one: readonly Named[],
    other: readonly Named[],
  ): unknown {
    const before = collisions.length;
    const at = (list: readonly Named[], id: string) => list.find((row) => row.id === id);
    const joined = (id: string) => value([...path, id], at(was, id), at(one, id), at(other, id)) as Named | undefined;
    // Both have made something of their own by the same name: it is two things.
    const twice = one.filter(({ id }) => !at(was, id) && at(other, id) && !same(at(one, id), at(other, id)));
    const taken = new Set([...was, ...one, ...other].map(({ id }) => id));
    const renamed = new Map(twice.map(({ id }) => [id, freeId(id, taken)]));
    const own = one.map((row) => (renamed.has(row.id) ? { ...row, id: renamed.get(row.id) as string } : row));
    const [first, second] = sameOrder(was, own) ? [other, own] : [own, other];
    let list: Named[] = [];
    for (const { id } of first) {
      const row = at(own, id) || at(other, id) ? pick(id) : undefined;
      if (row) list.push(row);
    }
    for (const { id } of second) {
      if (at(first, id)) continue;
      const row = pick(id);
      if (row) list = placeAs(list, row, second);
    }
    if (list.length > 0 || one.length === 0 || other.length === 0 || path.length > 1) return list;
    collisions.length = before;
    return collide(path, was, one, other);

    function pick(id: string): Named | undefined {
      if ([...renamed.values()].includes(id)) return at(own, id);
      return renamed.has(id) ? at(other, id) : joined(id);
    }
  }

  return { document: value([], base, mine, theirs) as Layout, collisions };
}

function freeId(id: string, taken: Set<string>): string {
  for (let number = 2; ; number += 1) {
    const free = `${id.slice(0, 58)}-${number}`;
    if (taken.has(free)) continue;
    taken.add(free);
    return free;
  }
}

/** The merged document with a collision settled the other way. `model` says where what comes back stands. */
export function settle(document: Layout, { path, theirs }: Collision, model: Layout): Layout {
  return put(document, path, theirs, model) as Layout;
}

function put(here: unknown, path: readonly string[], wanted: unknown, model: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return wanted;
  if (Array.isArray(here)) {
    const list = here as Named[];
    const found = list.find(({ id }) => id === key);
    const there = (Array.isArray(model) ? model : []) as Named[];
    const made = put(
      found,
      rest,
      wanted,
      there.find(({ id }) => id === key),
    ) as Named | undefined;
    if (!made) return list.filter(({ id }) => id !== key);
    return found ? list.map((row) => (row.id === key ? made : row)) : placeAs(list, made, there);
  }
  if (!isFields(here)) return here;
  if (key === DATA && rest.length === 0) return withFields(here, isFields(wanted) ? wanted : {}, EITHER);
  const made = put(here[key], rest, wanted, isFields(model) ? model[key] : undefined);
  return withFields(here, { [key]: made }, [key]);
}
