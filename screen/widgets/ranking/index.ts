import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { firstMetric, metricName } from '../words.ts';

export const Options = z.strictObject({
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: ['空着就是查询里的第一个', 'What ranks; the first metric of the query when absent.'],
    holds: 'metric',
  }),
  rows: option(z.int().min(1).max(20).default(5), {
    title: ['行数', 'Rows'],
    help: ['最多几行', 'How many are shown.'],
  }),
  moves: option(z.boolean().default(true), {
    title: ['升降', 'Moves'],
    help: ['名次变化时亮 30 秒箭头', 'An arrow for 30 s when one changes its rank.'],
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '排行榜', en: 'Ranking' },
  category: 'list',
  often: true,
  asks: {
    first: [{ metrics: ['gmv'], by: 'sku', window: 'campaign', top: 10 }],
    metrics: 1,
    by: 'must',
    step: 'no',
    compare: 'may',
  },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 244 }, least: { width: 288, height: 90 } },
  every: 1_000,
  naming: ({ queries, locale }, options) => {
    const metric = options.metric ?? firstMetric(queries[0]);
    return metric === undefined ? {} : { note: metricName(metric, locale.language) };
  },
  view: () => import('./View.vue'),
});
