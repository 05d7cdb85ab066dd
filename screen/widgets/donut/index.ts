import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { firstMetric, metricName, say } from '../words.ts';

export const Options = z.strictObject({
  metric: z
    .string()
    .max(64)
    .optional()
    .describe('What the ring is made of; the first metric of the query when absent.'),
  slices: z.int().min(2).max(8).default(6).describe('How many are shown; the rest is one of them.'),
  hollow: z.boolean().default(true).describe('With the sum in its middle.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '环形', en: 'Donut' },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 300 }, least: { width: 440, height: 220 } },
  every: 500,
  naming: ({ queries, locale }, options) => {
    const metric = options.metric ?? firstMetric(queries[0]);
    if (metric === undefined) return {};
    return { title: metricName(metric, locale.language), note: say(locale.language, '占比', 'share') };
  },
  view: () => import('./View.vue'),
});
