import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { firstMetric, metricName, say, thenName } from '../words.ts';

export const Options = z.strictObject({
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: ['空着就是查询里的第一个', 'What the bars are; the first metric of the query when absent.'],
    holds: 'metric',
  }),
  rows: option(z.int().min(1).max(40).default(10), {
    title: ['条数', 'Rows'],
    help: ['最多画几条', 'How many are shown.'],
  }),
  share: option(z.boolean().default(true), {
    title: ['占比', 'Share'],
    help: ['数值旁写占比', 'The share of the whole beside the value.'],
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '横向条形', en: 'Bars' },
  category: 'chart',
  often: true,
  asks: {
    first: [{ metrics: ['gmv'], by: 'channel', window: 'campaign', compare: 'previous' }],
    metrics: 1,
    by: 'must',
    step: 'no',
    compare: 'may',
  },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 436 }, least: { width: 400, height: 90 } },
  every: 500,
  naming: ({ queries, locale }, options) => {
    const metric = options.metric ?? firstMetric(queries[0]);
    const then = thenName(queries[0], locale.language);
    const tick = then && say(locale.language, `竖线为${then}`, `tick: ${then}`);
    return { note: [metric && metricName(metric, locale.language), tick].filter(Boolean).join(' · ') };
  },
  view: () => import('./View.vue'),
});
