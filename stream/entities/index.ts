import type { Kind } from './define.ts';
import { order } from './order.ts';
import { stock } from './stock.ts';

/** Every kind, by its number. A new business area is one file and one name here. */
const ALL: readonly Kind<unknown, unknown>[] = [order, stock];

/** Kinds by number; undefined where no kind has that number. */
export const KINDS: readonly (Kind<unknown, unknown> | undefined)[] = Array.from({ length: 16 }, (_, number) =>
  ALL.find((kind) => kind.number === number),
);

const byType = new Map(ALL.flatMap((kind) => kind.types.map((type) => [type, kind] as const)));

/** The kind an event type belongs to. Throws on a type no kind has: the door lets none in. */
export function kindOf(type: string): Kind<unknown, unknown> {
  const kind = byType.get(type);
  if (kind === undefined) throw new RangeError(`no entity has events of type ${type}`);
  return kind;
}
