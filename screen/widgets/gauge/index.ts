import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { firstMetric, isQuery, metricName } from '../words.ts';

export const Options = z.strictObject({
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: ['空着就是查询里的第一个', 'What is measured; the first metric of the query when absent.'],
    holds: 'metric',
  }),
  goal: option(
    z
      .string()
      .regex(/^(0|[1-9]\d{0,14})(\.\d{1,6})?$/, 'a decimal number: 50000000.00, 120000, 0.95')
      .optional(),
    {
      title: ['目标', 'Goal'],
      help: [
        '金额按元，数量按个，比率写 0.95；空着用活动目标',
        'What is to be reached: money in whole currency, counts, ratios as 0.95. Absent: the target of the campaign.',
      ],
    },
  ),
  shape: option(z.enum(['arc', 'line']).default('arc'), {
    title: ['形状', 'Shape'],
    help: ['弧，或一条线给矮的地方', 'An arc, or one line for low places.'],
    choices: { arc: ['弧', 'Arc'], line: ['线', 'Line'] },
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '仪表', en: 'Gauge' },
  category: 'number',
  asks: { first: [{ metrics: ['gmv'], window: 'campaign' }], metrics: 1, by: 'no', step: 'no', compare: 'no' },
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
