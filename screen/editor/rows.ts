/** Rows with an id, in an order that is part of what they say: widgets of a page, pages of a layout. */
export interface Named {
  id: string;
}

/** Whether a value at this place of a layout is rows: `pages`, and the `widgets` of each. */
export const isRows = (value: unknown, path: readonly string[]): value is readonly Named[] =>
  Array.isArray(value) && ((path.length === 1 && path[0] === 'pages') || (path.length === 3 && path[2] === 'widgets'));

const ids = (rows: readonly Named[]) => rows.map(({ id }) => id);

/** Puts a row where it stands in `model`: behind the nearest row before it there that is here, too. */
export function placeAs<T extends Named>(rows: readonly T[], row: T, model: readonly Named[]): T[] {
  const before = ids(model).slice(0, ids(model).indexOf(row.id)).reverse();
  const neighbour = before.find((id) => rows.some((one) => one.id === id));
  const at = neighbour === undefined ? 0 : ids(rows).indexOf(neighbour) + 1;
  return [...rows.slice(0, at), row, ...rows.slice(at)];
}

/** The rows that `model` has, in its order, in the places they held together; all others stay where they are. */
export function orderAs<T extends Named>(rows: readonly T[], model: readonly Named[]): T[] {
  const place = new Map(ids(model).map((id, index) => [id, index]));
  const sorted = rows.filter(({ id }) => place.has(id)).sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  return rows.map((row) => (place.has(row.id) ? (sorted.shift() as T) : row));
}

/** Whether the rows that both have stand in the same order. */
export function sameOrder(one: readonly Named[], other: readonly Named[]): boolean {
  const here = ids(one).filter((id) => other.some((row) => row.id === id));
  const there = ids(other).filter((id) => one.some((row) => row.id === id));
  return here.every((id, index) => id === there[index]);
}
