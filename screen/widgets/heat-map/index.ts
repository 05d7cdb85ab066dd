import { z } from 'zod';
import { brief } from '../../format.ts';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { firstMetric, metricName, say, unitOf } from '../words.ts';
import { fieldOf } from './field.ts';

export const Options = z.strictObject({
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: ['空着就是查询里的第一个', 'What the colour is; the first metric of the query when absent.'],
    holds: 'metric',
  }),
  rows: option(z.int().min(1).max(24).default(8), {
    title: ['行数', 'Rows'],
    help: ['最多几组，其余并成一行', 'At most so many groups, the rest is one of them.'],
  }),
  labels: option(z.boolean().default(true), {
    title: ['数值', 'Values'],
    help: ['格子里放得下就写', 'The value in each cell, where there is room for it.'],
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '热力图', en: 'Heat map' },
  category: 'chart',
  asks: {
    first: [{ metrics: ['gmv'], by: 'channel', window: '24h', step: '1h' }],
    metrics: 1,
    by: 'may',
    step: 'must',
    compare: 'no',
  },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 912, height: 300 }, least: { width: 400, height: 150 } },
  every: 1_000,
  naming: ({ answers, queries, locale }, options) => {
    const metric = options.metric ?? firstMetric(queries[0]);
    if (metric === undefined) return {};
    const { language } = locale;
    const field = fieldOf(answers[0], queries[0], metric, options.rows, language);
    const peak = field && field.most > 0 ? brief(field.most, unitOf(metric), locale) : undefined;
    const note = peak === undefined ? {} : { note: say(language, `最深一格 ${peak}`, `strongest ${peak}`) };
    return { title: metricName(metric, language), ...note };
  },
  view: () => import('./View.vue'),
});
