import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { firstMetric, isQuery, metricName } from '../words.ts';

export const Options = z.strictObject({
  metric: z.string().max(64).optional().describe('What is measured; the first metric of the query when absent.'),
  goal: z
    .string()
    .regex(/^(0|[1-9]\d{0,14})(\.\d{1,6})?$/, 'a decimal number: 50000000.00, 120000, 0.95')
    .optional()
    .describe(
      'What is to be reached: money in whole currency, counts, ratios as 0.95. Absent: the target of the campaign.',
    ),
  shape: z.enum(['arc', 'line']).default('arc').describe('An arc, or one line for low places.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '进度', en: 'Gauge' },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 444, height: 300 }, least: { width: 288, height: 124 } },
  every: 200,
  queries: (given, options) => {
    const window = isQuery(given[0]) ? given[0].window : undefined;
    const ofCampaign = typeof window === 'string' && window.startsWith('campaign');
    if (options.goal !== undefined || !ofCampaign) return given.slice(0, 1);
    const id = window.slice('campaign:'.length);
    return [...given.slice(0, 1), { fact: 'campaign' as const, ...(id ? { id } : {}) }];
  },
  naming: ({ queries, locale }, options) => {
    const metric = options.metric ?? firstMetric(queries[0]);
    return metric === undefined ? {} : { title: metricName(metric, locale.language) };
  },
  // A goal is that of the whole.
  narrowed: () => undefined,
  view: () => import('./View.vue'),
});
