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
