import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { say } from '../words.ts';

export const Options = z.strictObject({
  steps: option(z.array(z.string().max(64)).min(2).max(8).optional(), {
    title: ['步骤', 'Steps'],
    help: [
      '从头到尾的指标；空着就按查询的顺序全画',
      'Metrics of the query from first to last; when absent, all of them in their order.',
    ],
    holds: 'metric',
  }),
  rates: option(z.boolean().default(true), {
    title: ['转化率', 'Rates'],
    help: ['写上一步剩下百分之几', 'What is left of the step before, in percent.'],
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '转化漏斗', en: 'Funnel' },
  category: 'chart',
  asks: {
    first: [{ metrics: ['orders', 'paid_orders', 'refunds'], window: 'campaign' }],
    metrics: 8,
    by: 'no',
    step: 'no',
    compare: 'no',
    least: 2,
  },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 244 }, least: { width: 400, height: 150 } },
  every: 500,
  naming: ({ locale }, options) =>
    options.rates ? { note: say(locale.language, '占上一步', 'of the step before') } : {},
  view: () => import('./View.vue'),
});
