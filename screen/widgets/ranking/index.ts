import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { firstMetric, metricName } from '../words.ts';

export const Options = z.strictObject({
  metric: z.string().max(64).optional().describe('What ranks; the first metric of the query when absent.'),
  rows: z.int().min(1).max(20).default(5).describe('How many are shown.'),
  moves: z.boolean().default(true).describe('An arrow for 30 s when one changes its rank.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '排行', en: 'Ranking' },
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
