import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { firstMetric, metricName } from '../words.ts';

export const Options = z.strictObject({
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: ['空着就是查询里的第一个', 'Which metric of the query; the first one when absent.'],
    holds: 'metric',
  }),
  goal: option(
    z
      .string()
      .regex(/^(0|[1-9]\d{0,15})(\.\d{1,6})?$/, 'must be a number such as "50000" or "1000000.00"')
      .optional(),
    {
      title: ['目标', 'Goal'],
      help: [
        '金额按元；活动成交额空着就用活动目标',
        'What is to be reached, money in whole units; for the amount paid in a campaign its target when absent.',
      ],
    },
  ),
});
export type Options = z.output<typeof Options>;

/** With `step` and `compare` in its query, last time's curve says where it should be now. */
export const widget = defineWidget({
  titles: { 'zh-CN': '目标进度', en: 'Progress' },
  category: 'number',
  asks: {
    first: [{ metrics: ['gmv'], window: 'campaign', step: '1m', compare: 'previous' }],
    metrics: 1,
    by: 'no',
    step: 'may',
    compare: 'may',
  },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 172 }, least: { width: 288, height: 172 } },
  every: 500,
  queries: (given) => [...given.slice(0, 1), { fact: 'campaign' }],
  naming: ({ queries, locale }, options) => {
    const metric = options.metric ?? firstMetric(queries[0]);
    return metric === undefined ? {} : { title: metricName(metric, locale.language) };
  },
  // A goal is that of the whole.
  narrowed: () => undefined,
  view: () => import('./View.vue'),
});
