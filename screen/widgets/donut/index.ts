import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { firstMetric, metricName, say } from '../words.ts';

export const Options = z.strictObject({
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: ['空着就是查询里的第一个', 'What the ring is made of; the first metric of the query when absent.'],
    holds: 'metric',
  }),
  slices: option(z.int().min(2).max(8).default(6), {
    title: ['块数', 'Slices'],
    help: ['最多几块，其余并成一块', 'How many are shown; the rest is one of them.'],
  }),
  hollow: option(z.boolean().default(true), {
    title: ['空心', 'Hollow'],
    help: ['中间写合计', 'With the sum in its middle.'],
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '环图', en: 'Donut' },
  category: 'chart',
  asks: {
    first: [{ metrics: ['gmv'], by: 'channel', window: 'campaign' }],
    metrics: 1,
    by: 'must',
    step: 'no',
    compare: 'no',
  },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 300 }, least: { width: 520, height: 220 } },
  every: 500,
  naming: ({ queries, locale }, options) => {
    const metric = options.metric ?? firstMetric(queries[0]);
    if (metric === undefined) return {};
    return { title: metricName(metric, locale.language), note: say(locale.language, '占比', 'share') };
  },
  view: () => import('./View.vue'),
});
