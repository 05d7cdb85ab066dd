import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { firstMetric, isQuery, metricName } from '../words.ts';

export const Options = z.strictObject({
  metric: z
    .string()
    .max(64)
    .optional()
    .describe('What the columns are; when absent, every metric of the query that has the unit of the first one.'),
  columns: z.int().min(1).max(60).default(12).describe('At most so many groups side by side.'),
  series: z.int().min(1).max(8).default(5).describe('With a step: at most so many groups behind each other.'),
});
export type Options = z.output<typeof Options>;

/** Nothing is compared: a line of then would stand behind its column. */
export const widget = defineWidget({
  titles: { 'zh-CN': '立体柱形', en: '3D columns' },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 912, height: 436 }, least: { width: 440, height: 260 } },
  every: 1_000,
  queries: (given) =>
    given.slice(0, 1).map((query) => {
      if (!isQuery(query)) return query;
      const { compare: _, ...alone } = query;
      return alone;
    }),
  naming: ({ queries, locale }, options) => {
    const metric = options.metric ?? firstMetric(queries[0]);
    return metric === undefined ? {} : { title: metricName(metric, locale.language) };
  },
  view: () => import('./View.vue'),
});
