import type { Language } from '../../layouts/document.ts';
import type { Answer } from '../../stream/contract/reading.ts';
import { folded } from './folded.ts';
import { asReading, type Row, ranked } from './rows.ts';
import { isAdditive, say } from './words.ts';

/** Groups as parts of one whole. */
export interface Whole {
  parts: (Row & { value: number })[];
  sum: number;
}

/** Why a metric has no parts; undefined where it adds up. */
export const partless = (metric: string, language: Language): string | undefined =>
  isAdditive(metric)
    ? undefined
    : say(language, '该指标不能相加，没有构成', 'This metric does not add up, so it has no parts');

/** Why amounts have no shares: what is below zero takes from the others. Undefined where none is. */
export const unshared = (rows: readonly Row[], language: Language): string | undefined =>
  rows.some(({ value }) => value !== undefined && value < 0)
    ? say(language, '有负值，画不成构成', 'Values below zero have no share')
    : undefined;

/**
 * The largest `count` groups as parts that add up, or the sentence that says why they are none: a ratio has no parts, and
 * what is below zero has no area.
 */
export function wholeOf(
  answer: Answer | undefined,
  metric: string,
  count: number,
  language: Language,
): Whole | string | undefined {
  if (!asReading(answer)) return undefined;
  const none = partless(metric, language);
  if (none) return none;
  const known = ranked(answer, metric).filter((row): row is Row & { value: number } => row.value !== undefined);
  const below = unshared(known, language);
  if (below) return below;
  const parts = folded(known, metric, count).filter((row): row is Row & { value: number } => (row.value ?? 0) > 0);
  const sum = parts.reduce((total, { value }) => total + value, 0);
  if (sum === 0) return say(language, '这段时间还没有成交', 'Nothing in this window yet');
  return { parts, sum };
}
