import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { firstMetric, isQuery, metricName, say, thenName } from '../words.ts';

export const Options = z.strictObject({
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: [
      '空着就画所有同单位的指标',
      'What the columns are; when absent, every metric of the query that has the unit of the first one.',
    ],
    holds: 'metric',
  }),
  stacked: option(z.boolean().default(false), {
    title: ['堆叠', 'Stacked'],
    help: ['叠在一起，只限能相加的指标', 'On top of each other; only for metrics that add up.'],
  }),
  labels: option(z.boolean().default(true), {
    title: ['数值', 'Values'],
    help: ['放得下时写在柱上', 'The value at each column, where there is room for it.'],
  }),
  columns: option(z.int().min(1).max(60).default(12), {
    title: ['柱数', 'Columns'],
    help: ['最多并排几组', 'At most so many groups side by side.'],
  }),
  series: option(z.int().min(1).max(8).default(5), {
    title: ['每柱几组', 'Groups a column'],
    help: ['有步长时，每根柱最多几组', 'With a step: at most so many groups in each column.'],
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '柱形', en: 'Columns' },
  category: 'chart',
  asks: {
    first: [{ metrics: ['gmv'], by: 'channel', window: 'campaign', compare: 'previous' }],
    metrics: 8,
    by: 'may',
    step: 'may',
    compare: 'may',
  },
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
