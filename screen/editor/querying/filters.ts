import { DIMENSIONS, type Dimension } from '../../../stream/contract/query.ts';
import { type Merged, merged } from '../optioning.ts';

/** What several widgets ask for, as far as a filter is concerned. */
export interface Filtered {
  filter?: Partial<Record<Dimension, readonly string[] | undefined>> | undefined;
}

/** By what any of them is filtered. */
export const filteredBy = (asked: readonly Filtered[]): Dimension[] =>
  DIMENSIONS.filter((dimension) => asked.some(({ filter }) => filter?.[dimension]));

/** The values they all take of a dimension, none for everything, when they agree; their order says nothing. */
export const filterOf = (asked: readonly Filtered[], dimension: Dimension): Merged<readonly string[]> =>
  merged(asked.map(({ filter }) => [...(filter?.[dimension] ?? [])].sort()));

/** Every value that any of them takes of a dimension. */
export const valuesOf = (asked: readonly Filtered[], dimension: Dimension): string[] => [
  ...new Set(asked.flatMap(({ filter }) => filter?.[dimension] ?? [])),
];

/** A dimension to filter by, or one value of it, as it stands in a menu. */
export interface Choice {
  dimension: Dimension;
  value?: string;
  label: string;
  disabled?: boolean;
}
/** A menu shows no more values than these. */
const MOST_VALUES = 30;

/** What a word finds: dimensions, then values of them, those first that are called so. Without a word every dimension and no value. */
export function findChoices(
  wish: string,
  dimensions: readonly Choice[],
  occurring: ReadonlyMap<Dimension, readonly { value: string; label: string }[]>,
): Choice[] {
  const search = wish.trim().toLowerCase();
  if (search === '') return [...dimensions];
  const values = dimensions
    .filter(({ disabled }) => !disabled)
    .flatMap(({ dimension, label: of }) =>
      (occurring.get(dimension) ?? []).map(({ value, label }) => ({
        at: [label, value].map((name) => name.toLowerCase().indexOf(search)).filter((at) => at >= 0),
        exact: [label, value].some((name) => name.toLowerCase() === search),
        choice: { dimension, value, label: `${label} · ${of}` },
      })),
    )
    .filter(({ at }) => at.length > 0)
    .sort((a, b) => Number(b.exact) - Number(a.exact) || Math.min(...a.at) - Math.min(...b.at));
  return [
    ...dimensions.filter(({ dimension, label }) => label.toLowerCase().includes(search) || dimension.includes(search)),
    ...values.slice(0, MOST_VALUES).map(({ choice }) => choice),
  ];
}
