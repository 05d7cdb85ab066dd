import type { Group, Values } from '../contract/reading.ts';
import type { Lines } from './journal.ts';
import type { Rows } from './rows.ts';
import type { Title } from './titles.ts';

/** What there is to say of each row. */
export interface Told {
  values: (row: number) => Values;
  /** `old` is what was told last. */
  baseline: ((row: number, old: Values | undefined) => Values) | undefined;
  series: ReadonlyMap<string, { lines: Lines }> | undefined;
  baselineSeries: ReadonlyMap<string, { lines: Lines }> | undefined;
  title: ((key: string) => Title) | undefined;
}

type Flat = Readonly<Record<string, unknown>>;

function equal(a: Flat | undefined, b: Flat | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key]);
}

/** The groups of a reading. What did not change keeps its identity, part by part, so that differences are cheap to find. */
export class Groups {
  #last: Record<string, Group> = {};

  tell(rows: Rows, told: Told): Record<string, Group> {
    const groups: Record<string, Group> = {};
    let count = 0;
    let same = true;
    for (const [row, key] of rows.keys()) {
      const old = Object.hasOwn(this.#last, key) ? this.#last[key] : undefined;
      const group = keep(old, this.#group(row, key, told, old));
      groups[key] = group;
      same &&= group === old;
      count++;
    }
    if (same && count === Object.keys(this.#last).length) return this.#last;
    this.#last = groups;
    return groups;
  }

  #group(row: number, key: string, told: Told, old: Group | undefined): Group {
    const group: Group = { values: told.values(row) };
    if (told.baseline) group.baseline = told.baseline(row, old?.baseline);
    const series = told.series?.get(key)?.lines;
    if (series) group.series = series;
    const baselineSeries = told.baselineSeries?.get(key)?.lines;
    if (baselineSeries) group.baselineSeries = baselineSeries;
    if (told.title && row >= 0) Object.assign(group, told.title(key));
    return group;
  }
}

/** The old group when the new one says the same; else the new one with those parts of the old that stand. */
function keep(old: Group | undefined, group: Group): Group {
  if (!old) return group;
  if (equal(old.values, group.values)) group.values = old.values;
  if (old.baseline && equal(old.baseline, group.baseline)) group.baseline = old.baseline;
  return equal(old as unknown as Flat, group as unknown as Flat) ? old : group;
}
