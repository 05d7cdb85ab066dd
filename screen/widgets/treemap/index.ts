import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { firstMetric, metricName } from '../words.ts';

export const Options = z.strictObject({
  metric: z.string().max(64).optional().describe('What an area is; the first metric of the query when absent.'),
  tiles: z.int().min(2).max(40).default(16).describe('How many are shown; the rest is one of them.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '矩形树图', en: 'Treemap' },
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
