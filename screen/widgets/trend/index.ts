import { z } from 'zod';
import { axisOf } from '../axis.ts';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { asCampaign, asReading } from '../rows.ts';
import { firstMetric, isQuery, metricName, say, unitOf } from '../words.ts';
import { curves, reach } from './curve.ts';

export const Options = z.strictObject({
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: ['空着就是查询里的第一个', 'Which metric of the query; the first one when absent.'],
    holds: 'metric',
  }),
  cumulative: option(z.boolean().default(false), {
    title: ['累计', 'Cumulative'],
    help: ['从窗口开头加起来，只限能相加的', 'Adds up from the start of the window; for sums only.'],
  }),
  target: option(z.boolean().default(false), {
    title: ['目标线', 'Target'],
    help: ['活动目标画成虚线', 'The target of the campaign as a dotted line; with cumulative only.'],
    when: { cumulative: true },
  }),
  forecast: option(z.boolean().default(false), {
    title: ['预测', 'Forecast'],
    help: ['照对比的形状往后画', 'Goes on from now in the shape of the baseline; with cumulative only.'],
    when: { cumulative: true },
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '趋势曲线', en: 'Trend' },
  category: 'chart',
  often: true,
  asks: {
    first: [{ metrics: ['gmv'], window: 'campaign', step: '1m', compare: 'previous' }],
    metrics: 1,
    by: 'may',
    step: 'must',
    compare: 'may',
  },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 244 }, least: { width: 288, height: 150 } },
  every: 1_000,
  queries: (given, options) => [...given.slice(0, 1), ...(options.target ? [{ fact: 'campaign' as const }] : [])],
  naming: ({ answers, queries, locale }, options) => {
    const [query] = queries;
    const metric = options.metric ?? firstMetric(query);
    if (metric === undefined) return {};
    const name = metricName(metric, locale.language);
    const title = options.cumulative ? say(locale.language, `累计${name}`, `${name}, cumulative`) : name;
    const reading = asReading(answers[0]);
    if (!reading || !isQuery(query)) return { title };
    const made = curves(reading, query, metric, options, asCampaign(answers[1])?.campaign);
    return { title, note: axisOf(reach(made), unitOf(metric), locale).unit };
  },
  narrowed: (options) => ({ ...options, target: false }),
  view: () => import('./View.vue'),
});
