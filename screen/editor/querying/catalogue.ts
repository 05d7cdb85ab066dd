import type { Language } from '../../../layouts/document.ts';
import { METRICS } from '../../../stream/metrics/catalogue.ts';
import type { Metric } from '../../../stream/metrics/define.ts';
import type { Pair } from '../../widgets/option.ts';

/** What metrics are in; a catalogue is cut by it. */
export type Measure = 'all' | 'money' | 'count' | 'ratio' | 'minutes';
export const MEASURES: readonly { measure: Measure; title: Pair }[] = [
  { measure: 'all', title: ['全部', 'All'] },
  { measure: 'money', title: ['金额', 'Money'] },
  { measure: 'count', title: ['数量', 'Counts'] },
  { measure: 'ratio', title: ['比率', 'Ratios'] },
  { measure: 'minutes', title: ['时长', 'Time'] },
];

export const ofMeasure = (measure: Measure): readonly Metric[] =>
  METRICS.filter(({ unit }) => measure === 'all' || unit === measure);

/** The metrics whose name, meaning or id has the words, in either language, and the others; a match in the name comes first. */
export function searched(
  metrics: readonly Metric[],
  wish: string,
): { found: readonly Metric[]; others: readonly Metric[] } {
  const search = wish.trim().toLowerCase();
  if (search === '') return { found: metrics, others: [] };
  const has = (...texts: readonly string[]) => texts.some((text) => text.toLowerCase().includes(search));
  const named = metrics.filter(({ id, names }) => has(id, names['zh-CN'], names.en));
  const meant = metrics.filter((one) => !named.includes(one) && has(one.sentence['zh-CN'], one.sentence.en));
  const found = [...named, ...meant];
  return { found, others: metrics.filter((one) => !found.includes(one)) };
}

/** A text cut where the searched words are, to lift them. */
export function lifted(text: string, wish: string): readonly { text: string; hit: boolean }[] {
  const search = wish.trim().toLowerCase();
  const at = search === '' ? -1 : text.toLowerCase().indexOf(search);
  if (at < 0) return [{ text, hit: false }];
  const end = at + search.length;
  return [
    { text: text.slice(0, at), hit: false },
    { text: text.slice(at, end), hit: true },
    { text: text.slice(end), hit: false },
  ].filter((piece) => piece.text !== '');
}

/** How a metric is counted, beside its meaning: whether it is exact, and by what it can be split. */
export function countedWords(metric: Metric, dimensions: readonly string[], language: Language): string {
  if (language === 'en')
    return `${metric.exact ? 'Exact' : 'Estimated'}; can be split by ${dimensions.map((name) => name.toLowerCase()).join(', ')}.`;
  return `${metric.exact ? '精确值' : '估算值'}，可按${dimensions.join('、')}拆分。`;
}
