import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { firstMetric, metricName, say, thenName } from '../words.ts';

export const Options = z.strictObject({
  metric: z.string().max(64).optional().describe('What the bars are; the first metric of the query when absent.'),
  rows: z.int().min(1).max(40).default(10).describe('How many are shown.'),
  share: z.boolean().default(true).describe('The share of the whole beside the value.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '条形', en: 'Bars' },
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
