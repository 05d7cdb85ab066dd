import { REST, UNKNOWN } from '../../../stream/contract/names.ts';
import type { Answer } from '../../../stream/contract/reading.ts';
import { findMetric } from '../../../stream/metrics/catalogue.ts';
import { asReading } from '../rows.ts';

export interface Region {
  code: string;
  /** Undefined = unknown. */
  value: number | undefined;
  before: number | undefined;
}
export interface Regions {
  /** What stands on the map, by code. */
  shown: ReadonlyMap<string, Region>;
  /** Of everything, also what stands nowhere; undefined where parts do not add up. */
  total: number | undefined;
  /** Orders without a region. */
  unknown: number | undefined;
  /** Regions that the map does not have. */
  elsewhere: number | undefined;
}

/** Sums up a reading by region onto the places of a map. `placeOf` returns where a region stands, undefined for nowhere. */
export function regionsOf(
  answer: Answer | undefined,
  metric: string,
  placeOf: (region: string) => string | undefined,
): Regions | undefined {
  const groups = asReading(answer)?.groups;
  if (!groups) return undefined;
  const adds = findMetric(metric)?.formula.kind === 'sum';
  const add = (a: number | undefined, b: number | undefined) =>
    adds && (a !== undefined || b !== undefined) ? (a ?? 0) + (b ?? 0) : undefined;
  const shown = new Map<string, Region>();
  let [total, unknown, elsewhere] = [
    adds ? 0 : undefined,
    undefined as number | undefined,
    undefined as number | undefined,
  ];
  let away = false;
  for (const [key, { values, baseline }] of Object.entries(groups)) {
    const value = values[metric];
    total = add(total, value);
    const code = key === REST || key === UNKNOWN ? undefined : placeOf(key);
    if (key === UNKNOWN) unknown = value;
    else if (code === undefined) {
      elsewhere = away ? add(elsewhere, value) : value;
      away = true;
    } else {
      const there = shown.get(code);
      const before = baseline?.[metric];
      shown.set(
        code,
        there ? { code, value: add(there.value, value), before: add(there.before, before) } : { code, value, before },
      );
    }
  }
  return { shown, total, unknown, elsewhere };
}

/** The `count` largest above zero, by value, then by code. */
export const largest = ({ shown }: Regions, count: number): (Region & { value: number })[] =>
  [...shown.values()]
    .filter((region): region is Region & { value: number } => (region.value ?? 0) > 0)
    .sort((a, b) => b.value - a.value || (a.code < b.code ? -1 : 1))
    .slice(0, count);
