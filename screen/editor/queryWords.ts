import type { Language, Words } from '../../layouts/document.ts';
import type { Dimension, Query, Window } from '../../stream/contract/query.ts';
import { instant } from '../../stream/metrics/times.ts';
import { zoned } from '../admin/zoned.ts';
import { dimensionName, groupName } from '../widgets/names.ts';
import type { Pair } from '../widgets/option.ts';
import { metricName, say, text } from '../widgets/words.ts';
import type { Compare, Step } from './querying.ts';

/** Names of the campaigns there are, by id. */
export type CampaignNames = ReadonlyMap<string, Words>;

const WINDOW_NAMES: Readonly<Record<string, Pair>> = {
  campaign: ['本次活动', 'This campaign'],
  today: ['今天', 'Today'],
  yesterday: ['昨天', 'Yesterday'],
  '24h': ['最近 24 小时', 'Last 24 hours'],
  '1h': ['最近 1 小时', 'Last hour'],
  '15m': ['最近 15 分钟', 'Last 15 minutes'],
  '5m': ['最近 5 分钟', 'Last 5 minutes'],
  '1m': ['最近 1 分钟', 'Last minute'],
};
const STEP_NAMES: Readonly<Record<Step, Pair>> = {
  '1s': ['每秒', 'A second'],
  '1m': ['每分钟', 'A minute'],
  '5m': ['每 5 分钟', '5 minutes'],
  '15m': ['每 15 分钟', '15 minutes'],
  '1h': ['每小时', 'An hour'],
  '1d': ['每天', 'A day'],
};
const COMPARE_NAMES: Readonly<Record<string, Pair>> = {
  yesterday: ['昨天同一时刻', 'Yesterday, same moment'],
  last_week: ['上周同一天', 'Same day last week'],
  last_year: ['去年同一天', 'Same day last year'],
};

const named = (id: string, campaigns: CampaignNames, language: Language) => text(campaigns.get(id), language) || id;

/** A span is said by the clock of a zone. */
export function windowName(window: Window, campaigns: CampaignNames, language: Language, timezone = 'UTC'): string {
  if (typeof window !== 'string') {
    const moment = (at: number | string) => zoned(instant(at), timezone).replace('T', ' ');
    return `${moment(window.from)} – ${moment(window.to)}`;
  }
  if (window.startsWith('campaign:')) return named(window.slice('campaign:'.length), campaigns, language);
  return say(language, ...(WINDOW_NAMES[window] ?? [window, window]));
}

export function compareName(compare: Compare, window: Window, campaigns: CampaignNames, language: Language): string {
  if (compare.startsWith('campaign:')) {
    const name = named(compare.slice('campaign:'.length), campaigns, language);
    return say(language, `${name}同一时刻`, `${name}, same moment`);
  }
  if (compare !== 'previous') return say(language, ...(COMPARE_NAMES[compare] ?? [compare, compare]));
  if (typeof window === 'string' && window.startsWith('campaign'))
    return say(language, '对照活动同一时刻', 'Baseline campaign, same moment');
  if (window === 'today') return say(language, '昨天同一时刻', 'Yesterday, same moment');
  return say(language, '前一段', 'The time before');
}

export const stepWords = (step: Step, language: Language): string => say(language, ...STEP_NAMES[step]);

/** A piece of a sentence; what was chosen is strong. */
export interface Piece {
  text: string;
  strong: boolean;
}

const strong = (text: string): Piece => ({ text, strong: true });
const plain = (text: string): Piece => ({ text, strong: false });
const low = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

/** A query as a person would say it. */
export function sentence(query: Query, campaigns: CampaignNames, language: Language, timezone?: string): Piece[] {
  const chinese = language === 'zh-CN';
  const window = windowName(query.window, campaigns, language, timezone);
  const metrics = query.metrics.map((id) => metricName(id, language)).join(chinese ? '、' : ', ');
  const pieces = chinese ? [plain(`${window}的`), strong(metrics)] : [strong(metrics), plain(`, ${low(window)}`)];
  for (const [dimension, values] of Object.entries(query.filter ?? {})) {
    const names = (values ?? []).map((value) => groupName(value, dimension as Dimension, undefined, language));
    pieces.push(plain(chinese ? '，只看' : ', only '), strong(names.join(chinese ? '、' : ', ')));
  }
  if (query.by) {
    const by = dimensionName(query.by, language);
    if (chinese) pieces.push(plain('，按'), strong(by), plain('拆开'));
    else pieces.push(plain(', split by '), strong(low(by)));
  }
  if (query.step)
    pieces.push(plain(chinese ? `，${stepWords(query.step, language)}一个点` : `, a point ${stepPoint(query.step)}`));
  if (query.compare) {
    const then = compareName(query.compare, query.window, campaigns, language);
    if (chinese) pieces.push(plain('，和'), strong(then), plain('比'));
    else pieces.push(plain(', compared with '), strong(low(then)));
  }
  if (query.by && query.sort && query.sort !== query.metrics[0]) {
    const name = metricName(query.sort, language);
    pieces.push(plain(chinese ? '，按' : ', sorted by '), strong(name), plain(chinese ? '排' : ''));
  }
  if (query.by && query.top) pieces.push(plain(chinese ? `，取前 ${query.top} 个` : `, the first ${query.top}`));
  return pieces;
}

const stepPoint = (step: Step) =>
  step.startsWith('1') && step.length === 2 ? low(stepWords(step, 'en')) : `every ${low(stepWords(step, 'en'))}`;
