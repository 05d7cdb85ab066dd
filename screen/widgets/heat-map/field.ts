import type { Language } from '../../../layouts/document.ts';
import type { Watched } from '../../../stream/contract/query.ts';
import type { Answer } from '../../../stream/contract/reading.ts';
import { bucketsOf } from '../buckets.ts';
import { folded } from '../folded.ts';
import { groupName } from '../names.ts';
import { asReading, ranked } from '../rows.ts';
import { isAdditive, isQuery, metricName } from '../words.ts';

/** Values of groups over time. */
export interface Field {
  /** Bucket starts, epoch ms. */
  moments: number[];
  /** The largest group first; undefined = unknown. */
  rows: { key: string; name: string; values: (number | undefined)[] }[];
  most: number;
  least: number;
}

const MOST_MOMENTS = 400;

/** What is in a reading with a step, undefined when there is no series in it. */
export function fieldOf(
  answer: Answer | undefined,
  query: Watched | undefined,
  metric: string,
  count: number,
  language: Language,
): Field | undefined {
  const reading = asReading(answer);
  if (!reading || !isQuery(query) || query.step === undefined) return undefined;
  const known = ranked(reading, metric).filter(({ group }) => group.series?.[metric] !== undefined);
  if (known.length === 0) return undefined;
  const sums = isAdditive(metric);
  const kept = sums ? folded(known, metric, count) : known.slice(0, count);
  const moments = bucketsOf(reading, query.step, MOST_MOMENTS);
  let [most, least] = [0, 0];
  const rows = kept.map(({ key, group }) => {
    const series = group.series?.[metric] ?? {};
    const values = moments.map((at) => series[at] ?? (sums ? 0 : undefined));
    for (const value of values) {
      most = Math.max(most, value ?? 0);
      least = Math.min(least, value ?? 0);
    }
    const name = query.by === undefined ? metricName(metric, language) : groupName(key, query.by, group, language);
    return { key, name, values };
  });
  return { moments, rows, most, least };
}

/** Which of `count` steps a value stands on: the first one is nothing, and in the root's steps, so that one great hour does not hide all others. Below zero is no step. */
export function stepOf(value: number, most: number, count: number): number {
  if (value < 0) return -1;
  return most > 0 ? Math.ceil(Math.sqrt(value / most) * (count - 1)) : 0;
}
