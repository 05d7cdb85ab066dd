import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { firstMetric, isQuery, metricName, say, thenName } from '../words.ts';

export const Options = z.strictObject({
  metric: z
    .string()
    .max(64)
    .optional()
    .describe('What the columns are; when absent, every metric of the query that has the unit of the first one.'),
  stacked: z.boolean().default(false).describe('On top of each other; only for metrics that add up.'),
  labels: z.boolean().default(true).describe('The value at each column, where there is room for it.'),
  columns: z.int().min(1).max(60).default(12).describe('At most so many groups side by side.'),
  series: z.int().min(1).max(8).default(5).describe('With a step: at most so many groups in each column.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '柱形', en: 'Columns' },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 300 }, least: { width: 288, height: 180 } },
  every: 500,
  naming: ({ queries, locale }, options) => {
    const [query] = queries;
    const metric = options.metric ?? firstMetric(query);
    if (metric === undefined || !isQuery(query)) return {};
    const single = options.metric !== undefined || query.metrics.length === 1;
    const then = single && (query.by === undefined || query.step === undefined) && thenName(query, locale.language);
    return {
      title: metricName(metric, locale.language),
      ...(then ? { note: say(locale.language, `横线为${then}`, `line: ${then}`) } : {}),
    };
  },
  view: () => import('./View.vue'),
});
