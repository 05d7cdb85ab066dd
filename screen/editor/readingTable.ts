import type { Language } from '../../layouts/document.ts';
import { REST } from '../../stream/contract/names.ts';
import type { Query } from '../../stream/contract/query.ts';
import type { Answer, Group } from '../../stream/contract/reading.ts';
import { brief, type Delta, delta, exact, type Locale } from '../format.ts';
import { dimensionName, groupName } from '../widgets/names.ts';
import { asReading, ranked } from '../widgets/rows.ts';
import { isAdditive, metricName, unitOf } from '../widgets/words.ts';

export interface Line {
  key: string;
  name: string;
  /** One a column: as it is read, and every digit. */
  cells: readonly { text: string; full: string }[];
  /** What the first metric was, and how far it is from that; absent without a comparison. */
  before?: string;
  change?: Delta | undefined;
  total?: true;
}
export interface Table {
  columns: readonly string[];
  lines: readonly Line[];
  /** So many groups that have a name are not in it. */
  more: number;
}

const cell = (value: number | undefined, metric: string, locale: Locale) => {
  const unit = unitOf(metric);
  return { text: brief(value, unit, locale, 5), full: exact(value, unit, locale) };
};

function lineOf(
  key: string,
  name: string,
  group: Group | undefined,
  metrics: readonly string[],
  query: Query,
  locale: Locale,
): Line {
  const [first = ''] = metrics;
  const line = { key, name, cells: metrics.map((metric) => cell(group?.values[metric], metric, locale)) };
  if (query.compare === undefined) return line;
  const [value, then] = [group?.values[first], group?.baseline?.[first]];
  return {
    ...line,
    before: cell(then, first, locale).text,
    change: delta(value, then, unitOf(first), locale.language),
  };
}

/** The sum of all groups, where a sum means something. */
function sumOf(groups: readonly Group[], metric: string): Group | undefined {
  if (!isAdditive(metric)) return undefined;
  const add = (read: (group: Group) => number | undefined) =>
    groups.some((group) => read(group) !== undefined)
      ? groups.reduce((sum, group) => sum + (read(group) ?? 0), 0)
      : undefined;
  const value = add(({ values }) => values[metric]);
  const before = add(({ baseline }) => baseline?.[metric]);
  return {
    values: value === undefined ? {} : { [metric]: value },
    ...(before === undefined ? {} : { baseline: { [metric]: before } }),
  };
}

/** What an answer says, as a table: a line a group, or a line a metric when there are no groups. Unknown values are —. */
export function tableOf(answer: Answer | undefined, query: Query, locale: Locale, most: number): Table {
  const { language } = locale;
  const names = (ids: readonly string[]) => ids.map((id) => metricName(id, language));
  const reading = asReading(answer);
  if (!query.by) {
    const whole = reading?.groups[''];
    const lines = query.metrics.map((metric) =>
      lineOf(metric, metricName(metric, language), whole, [metric], query, locale),
    );
    return { columns: [], lines, more: 0 };
  }
  const metrics = query.metrics.slice(0, query.compare ? 1 : 3);
  const [first = ''] = metrics;
  const rows = ranked(answer, query.sort ?? first);
  const lines = rows
    .slice(0, most)
    .map(({ key, group }) => lineOf(key, groupName(key, query.by, group, language), group, metrics, query, locale));
  const sum =
    rows.length > 1 && metrics.length === 1
      ? sumOf(
          rows.map(({ group }) => group),
          first,
        )
      : undefined;
  // The remainder is many, and none of them has a name.
  const more = rows.slice(most).filter(({ key }) => key !== REST).length;
  const total = sum && { ...lineOf('', totalName(language), sum, metrics, query, locale), total: true as const };
  return { columns: names(metrics), lines: total ? [...lines, total] : lines, more };
}

/** What several queries answer: a line each, or a line a metric; of groups what they come to, or the first where a sum means nothing. */
export function linesOfSeveral(
  asked: readonly { query: Query; answer: Answer | undefined }[],
  locale: Locale,
): readonly Line[] {
  const { language } = locale;
  return asked.flatMap(({ query, answer }) => {
    const [metric = ''] = query.metrics;
    if (!query.by) return tableOf(answer, query, locale, 1).lines;
    const rows = ranked(answer, query.sort ?? metric);
    const sum = sumOf(
      rows.map(({ group }) => group),
      metric,
    );
    const [first] = rows;
    const what =
      sum || !first ? dimensionName(query.by, language) : groupName(first.key, query.by, first.group, language);
    return [lineOf(metric, `${metricName(metric, language)} · ${what}`, sum ?? first?.group, [metric], query, locale)];
  });
}

const totalName = (language: Language) => (language === 'en' ? 'Total' : '合计');
