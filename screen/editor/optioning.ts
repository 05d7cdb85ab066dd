import type { Placed } from '../../layouts/document.ts';
import { same } from './fields.ts';
import type { Field } from './optionFields.ts';

type Options = NonNullable<Placed['options']>;

/** The value of an option: what the layout says, else what is usual. */
export const optionOf = (placed: Placed, field: Field): unknown => placed.options?.[field.key] ?? field.usual;

/** Whether the layout says something else than usual. */
export const isChanged = (placed: Placed, field: Field): boolean => !same(optionOf(placed, field), field.usual);

/** A widget with an option set; what is usual is not written down. */
export function withOption(placed: Placed, field: Field, value: unknown): Placed {
  const { options: before = {}, ...rest } = placed;
  const { [field.key]: _, ...others } = before;
  const plain = value === undefined || same(value, field.usual);
  if (plain && !(field.key in before)) return placed;
  const options = plain ? others : { ...before, [field.key]: value as Options[string] };
  return Object.keys(options).length > 0 ? { ...rest, options } : rest;
}

/** A widget with all its options as usual. */
export function withoutOptions(placed: Placed): Placed {
  if (placed.options === undefined) return placed;
  const { options: _, ...rest } = placed;
  return rest;
}

export type Merged<Value> = { same: true; value: Value } | { same: false };

/** One value for several widgets, when they agree. */
export function merged<Value>(values: readonly Value[]): Merged<Value> {
  const [first] = values;
  return values.length > 0 && values.every((value) => same(value, first))
    ? { same: true, value: first as Value }
    : { same: false };
}

/** A placed widget as another type: place, words and query stay, and those options that mean the same there. */
export function retyped(placed: Placed, type: string, fields: readonly Field[]): Placed {
  const { options, ...rest } = placed;
  const kept = Object.entries(options ?? {}).filter(([key, value]) =>
    fields.some((field) => field.key === key && field.schema.safeParse(value).success),
  );
  return { ...rest, type, ...(kept.length > 0 ? { options: Object.fromEntries(kept) } : {}) };
}
