import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { firstMetric, isQuery, metricName } from '../words.ts';

export const Options = z.strictObject({
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: [
      '空着就画所有同单位的指标',
      'What the columns are; when absent, every metric of the query that has the unit of the first one.',
    ],
    holds: 'metric',
  }),
  columns: option(z.int().min(1).max(60).default(12), {
    title: ['柱数', 'Columns'],
    help: ['最多并排几组', 'At most so many groups side by side.'],
  }),
  series: option(z.int().min(1).max(8).default(5), {
    title: ['前后几组', 'Depth'],
    help: ['有步长时，前后最多几组', 'With a step: at most so many groups behind each other.'],
  }),
});
export type Options = z.output<typeof Options>;

/** Nothing is compared: a line of then would stand behind its column. */
export const widget = defineWidget({
  titles: { 'zh-CN': '立体柱形', en: '3D columns' },
  category: 'chart',
  deep: true,
  asks: {
    first: [{ metrics: ['gmv'], by: 'channel', window: 'campaign' }],
    metrics: 8,
    by: 'may',
    step: 'may',
    compare: 'no',
  },
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
