import type { Language, Words } from '../../layouts/document.ts';
import { DIMENSIONS, type Dimension } from '../../stream/contract/query.ts';
import { ABSENT } from '../format.ts';
import { dimensionName } from '../widgets/names.ts';
import { metricName, say, text } from '../widgets/words.ts';
import type { FieldChange } from './fields.ts';

type Pair = readonly [string, string];
const LABELS: Readonly<Record<string, Pair>> = {
  x: ['左', 'Left'],
  y: ['上', 'Top'],
  width: ['宽', 'Width'],
  height: ['高', 'Height'],
  zoom: ['放大', 'Zoom'],
  title: ['标题', 'Title'],
  note: ['副标题', 'Note'],
  query: ['取数', 'Query'],
  queries: ['取数', 'Queries'],
  data: ['取数', 'Query'],
  metrics: ['指标', 'Metrics'],
  window: ['时间', 'Time'],
  compare: ['对比', 'Compare'],
  by: ['拆分', 'Split by'],
  top: ['前几', 'Top'],
  sort: ['排序', 'Sort'],
  filter: ['筛选', 'Filter'],
  step: ['间隔', 'Step'],
  every: ['节奏', 'Pace'],
  type: ['种类', 'Type'],
  seconds: ['停留', 'Seconds'],
  params: ['点选筛选', 'Click to filter'],
  fit: ['适应屏幕', 'Fit'],
  theme: ['配色', 'Theme'],
  language: ['语言', 'Language'],
  dim: ['夜间调暗', 'Night dimming'],
  hidden: ['隐藏', 'Hidden'],
  locked: ['锁定', 'Locked'],
  name: ['图层名', 'Layer name'],
  group: ['组', 'Group'],
  options: ['选项', 'Options'],
};
const VALUES: Readonly<Record<string, Pair>> = {
  today: ['今天', 'today'],
  yesterday: ['昨天', 'yesterday'],
  campaign: ['本次活动', 'campaign'],
  previous: ['上一段', 'previous'],
  last_week: ['上周同一天', 'last week'],
  last_year: ['去年同一天', 'last year'],
  true: ['是', 'yes'],
  false: ['否', 'no'],
};
const LONGEST = 40;

/** What a field is called, by the keys that lead to it. */
export function fieldName(path: readonly string[], language: Language): string {
  const key = path.findLast((one) => one !== 'zh-CN' && one !== 'en') ?? '';
  const known = LABELS[key];
  return known ? say(language, ...known) : key;
}

/** A value as it is read. */
export function valueWords(value: unknown, path: readonly string[], language: Language): string {
  if (value === undefined) return ABSENT;
  const key = path.at(-1);
  if (key === 'metrics' && Array.isArray(value))
    return value.map((id) => metricName(String(id), language)).join(language === 'en' ? ', ' : '、');
  if (key === 'by' && DIMENSIONS.includes(value as Dimension)) return dimensionName(value as Dimension, language);
  if (key === 'sort') return metricName(String(value), language);
  if (typeof value === 'object' && value !== null && ('zh-CN' in value || 'en' in value))
    return text(value as Words, language);
  const known = VALUES[String(value)];
  if (known) return say(language, ...known);
  const written = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return written.length > LONGEST ? `${written.slice(0, LONGEST)}…` : written;
}

export interface Told {
  label: string;
  before: string;
  after: string;
}

/** A change of a field in three words: what, from, to. */
export const toldChange = ({ path, before, after }: FieldChange, language: Language): Told => ({
  label: fieldName(path, language),
  before: valueWords(before, path, language),
  after: valueWords(after, path, language),
});
