import type { Language, Words } from '../../layouts/document.ts';
import type { Query, Watched } from '../../stream/contract/query.ts';
import { findMetric } from '../../stream/metrics/catalogue.ts';
import type { Unit } from '../format.ts';

/** One sentence in the wall's language. */
export const say = (language: Language, chinese: string, english: string): string =>
  language === 'en' ? english : chinese;

/** A text of a layout or campaign: in the wall's language, else in the other one. */
export const text = (words: Partial<Record<Language, string | undefined>> | undefined, language: Language): string =>
  words?.[language] ?? words?.['zh-CN'] ?? words?.en ?? '';

export const isQuery = (watched: Watched | undefined): watched is Query =>
  watched !== undefined && 'metrics' in watched;

export const unitOf = (metric: string): Unit => findMetric(metric)?.unit ?? 'count';

export const metricName = (metric: string, language: Language): string =>
  text(findMetric(metric)?.names as Words | undefined, language) || metric;

/** Whether groups of the metric add up to their whole; ratios and distinct counts do not. */
export function isAdditive(metric: string): boolean {
  const formula = findMetric(metric)?.formula;
  return formula?.kind === 'sum' || (formula?.kind === 'stock' && formula.of !== 'cover');
}

/** The first metric of a query, and what it is called. */
export const firstMetric = (query: Watched | undefined): string | undefined =>
  isQuery(query) ? query.metrics[0] : undefined;

type Compare = NonNullable<Query['compare']>;
const THEN: Record<'previous' | 'yesterday' | 'last_week' | 'last_year' | 'campaign', readonly [string, string]> = {
  previous: ['上一段', 'before'],
  yesterday: ['昨日', 'yesterday'],
  last_week: ['上周', 'last week'],
  last_year: ['去年', 'last year'],
  campaign: ['上次', 'last time'],
};

/** What a comparison is compared with: 去年, 昨日, 上次. */
export function thenName(query: Watched | undefined, language: Language): string {
  if (!isQuery(query) || query.compare === undefined) return '';
  const { compare, window } = query;
  const [chinese, english] = THEN[kindOf(compare, window)];
  return say(language, chinese, english);
}

/** The same at the same elapsed moment: 去年同刻. */
export function thenMoment(query: Watched | undefined, language: Language): string {
  const name = thenName(query, language);
  return name && say(language, name === '上一段' ? name : `${name}同刻`, `${name}, same moment`);
}

function kindOf(compare: Compare, window: Query['window']): keyof typeof THEN {
  if (compare.startsWith('campaign:')) return 'campaign';
  if (compare !== 'previous') return compare as 'yesterday';
  if (window === 'today') return 'yesterday';
  return typeof window === 'string' && window.startsWith('campaign') ? 'campaign' : 'previous';
}
