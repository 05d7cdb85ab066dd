import { DIMENSIONS, type Dimension, type Query, STEPS } from '../../stream/contract/query.ts';
import { allows, findMetric } from '../../stream/metrics/catalogue.ts';
import { refuse } from '../../stream/metrics/refuse.ts';
import { instant } from '../../stream/metrics/times.ts';
import type { Widget } from '../widgets/define.ts';
import { dimensionName } from '../widgets/names.ts';
import type { Pair } from '../widgets/option.ts';
import { isQuery, metricName } from '../widgets/words.ts';
import { type Step, tidy } from './querying.ts';

/** Why a widget does not draw a query, in both languages; undefined when it does. */
export function undrawn(widget: Widget, query: Query): Pair | undefined {
  const { asks } = widget;
  if (!asks || !isQuery(asks.first[0])) return ['不画查询', 'draws no query'];
  if (asks.fixed && asks.first[0].metrics.join() !== query.metrics.join()) return ['只画库存', 'draws stock only'];
  if (query.metrics.length > asks.metrics)
    return asks.metrics === 1
      ? ['只画一个指标', 'draws one metric']
      : [`最多画 ${asks.metrics} 个指标`, `draws at most ${asks.metrics} metrics`];
  if (query.metrics.length < (asks.least ?? 1))
    return [`至少要 ${asks.least} 个指标`, `needs at least ${asks.least} metrics`];
  if (asks.by === 'no' && query.by) return ['只画一个数，先去掉拆分', 'draws one number: remove the split'];
  if (asks.by === 'must' && !query.by) return ['要先拆分', 'needs a split'];
  const [only] = widget.groups ?? [];
  if (only && query.by && !widget.groups?.includes(query.by))
    return [
      `只画按${dimensionName(only, 'zh-CN')}拆分的`,
      `draws a split by ${dimensionName(only, 'en').toLowerCase()} only`,
    ];
  if (asks.step === 'must' && !query.step) return ['要有步长', 'needs a step'];
  if (asks.compare === 'must' && !query.compare) return ['要有对比', 'needs a comparison'];
  return undefined;
}

const PARTS = [
  { part: 'by', title: ['拆分', 'a split'] },
  { part: 'step', title: ['步长', 'a step'] },
  { part: 'compare', title: ['对比', 'a comparison'] },
] as const;
/** One sentence about the parts of a query that a widget does not draw; undefined when it draws all. */
export function undrawnParts({ asks, titles }: Widget): Pair | undefined {
  const parts = PARTS.filter(({ part }) => asks?.[part] === 'no');
  if (!asks || parts.length === 0) return undefined;
  const [chinese, english] = [parts.map(({ title }) => title[0]), parts.map(({ title }) => title[1])];
  const last = english.length > 1 ? `${english.slice(0, -1).join(', ')} or ${english.at(-1)}` : english[0];
  return [`${titles['zh-CN']}不画${chinese.join('、')}`, `${titles.en} does not draw ${last}`];
}

/** Why the server would not answer a query, in both languages; undefined when it would. */
export function unanswered(query: Query): Pair | undefined {
  const failure = refuse(query);
  if (!failure) return undefined;
  const used = [...(query.by ? [query.by] : []), ...(Object.keys(query.filter ?? {}) as Dimension[])];
  for (const id of query.metrics) {
    const metric = findMetric(id);
    if (!metric) return [`没有「${id}」这个指标`, `There is no metric “${id}”`];
    const missing = used.find((dimension) => !allows(metric, dimension));
    if (missing)
      return [
        `${metricName(id, 'zh-CN')}不分${dimensionName(missing, 'zh-CN')}`,
        `${metricName(id, 'en')} has no ${dimensionName(missing, 'en').toLowerCase()}`,
      ];
  }
  if (failure.path === 'step') return ['这段时间没有这么细', 'Not kept so finely for this time'];
  if (failure.path === 'window') return ['这段时间不算它', 'Not counted in this time'];
  return ['这两样不一起算', 'These two are not counted together'];
}

/** Why a query is not possible in a widget: it would not be drawn, or not be answered. */
export const impossible = (widget: Widget, query: Query): Pair | undefined =>
  undrawn(widget, query) ?? unanswered(query);

export interface Offer<Value> {
  value: Value;
  /** Why it cannot be chosen. */
  why: Pair | undefined;
}

/** What may stand in one part of a query, and why what may not does not. */
export function offers<Value>(
  widget: Widget,
  query: Query,
  values: readonly Value[],
  put: (query: Query, value: Value) => Query,
): Offer<Value>[] {
  return values.map((value) => ({ value, why: impossible(widget, put(query, value)) }));
}

export const WINDOWS = ['campaign', 'today', 'yesterday', '24h', '1h', '15m', '5m', '1m'] as const;
export const COMPARES = ['previous', 'yesterday', 'last_week', 'last_year'] as const;
export const STEP_CHOICES: readonly Step[] = STEPS;

/** The dimensions a widget can be split by. */
export const dimensionsOf = (widget: Widget): readonly Dimension[] => widget.groups ?? DIMENSIONS;

const FINENESS: Readonly<Record<string, readonly Step[]>> = {
  '1m': ['1s'],
  '5m': ['1s', '1m'],
  '15m': ['1m'],
  '1h': ['1m'],
  '24h': ['15m', '1h'],
  today: ['5m', '15m'],
  yesterday: ['5m', '15m'],
  campaign: ['1m', '15m'],
};
const H = 3_600_000;
/** For a span of its own: about as many points as a curve can show. */
function finenessOf({ from, to }: Exclude<Query['window'], string>): readonly Step[] {
  const length = instant(to) - instant(from);
  if (length <= 3 * H) return ['1m'];
  if (length <= 12 * H) return ['5m'];
  return length <= 72 * H ? ['15m'] : length <= 31 * 24 * H ? ['1h'] : ['1d'];
}

/** A step that suits a window and that the server has; undefined when there is none. */
export function stepFor(query: Query): Step | undefined {
  const { window } = query;
  const wished = typeof window === 'string' ? (FINENESS[window.split(':')[0] ?? ''] ?? ['1h']) : finenessOf(window);
  return [...wished, '15m', '1h', '1d'].map((step) => step as Step).find((step) => !refuse({ ...query, step }));
}

/** The query as another widget would ask it: without what that does not draw, with what it needs; it may still not fit. */
export function adapted(query: Query, { asks }: Widget): Query {
  if (!asks) return query;
  const compare =
    asks.compare === 'no' ? undefined : (query.compare ?? (asks.compare === 'must' ? 'previous' : undefined));
  const bare = tidy({ ...query, step: undefined, compare });
  const step = asks.step === 'no' ? undefined : (query.step ?? (asks.step === 'must' ? stepFor(bare) : undefined));
  return tidy({ ...bare, step });
}

export interface Fit {
  type: string;
  widget: Widget;
  query: Query;
  why: Pair | undefined;
}

/** Every widget that draws queries: with the query as it would ask it, and why it cannot. */
export function fits(query: Query, widgets: ReadonlyMap<string, Widget>): Fit[] {
  return [...widgets].flatMap(([type, widget]) => {
    if (!widget.asks || widget.asks.fixed || !isQuery(widget.asks.first[0])) return [];
    const own = adapted(query, widget);
    return [{ type, widget, query: own, why: impossible(widget, own) }];
  });
}
