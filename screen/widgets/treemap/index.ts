import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { firstMetric, metricName } from '../words.ts';

export const Options = z.strictObject({
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: ['空着就是查询里的第一个', 'What an area is; the first metric of the query when absent.'],
    holds: 'metric',
  }),
  tiles: option(z.int().min(2).max(40).default(16), {
    title: ['块数', 'Tiles'],
    help: ['最多几块，其余并成一块', 'How many are shown; the rest is one of them.'],
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '矩形树图', en: 'Treemap' },
  category: 'chart',
  asks: {
    first: [{ metrics: ['gmv'], by: 'category', window: 'campaign' }],
    metrics: 1,
    by: 'must',
    step: 'no',
    compare: 'no',
  },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 300 }, least: { width: 288, height: 180 } },
  every: 1_000,
  naming: ({ queries, locale }, options) => {
    const metric = options.metric ?? firstMetric(queries[0]);
    return metric === undefined ? {} : { title: metricName(metric, locale.language) };
  },
  view: () => import('./View.vue'),
});
