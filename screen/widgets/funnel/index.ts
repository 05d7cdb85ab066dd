import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { say } from '../words.ts';

export const Options = z.strictObject({
  steps: z
    .array(z.string().max(64))
    .min(2)
    .max(8)
    .optional()
    .describe('Metrics of the query from first to last; when absent, all of them in their order.'),
  rates: z.boolean().default(true).describe('What is left of the step before, in percent.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '转化漏斗', en: 'Funnel' },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 244 }, least: { width: 400, height: 150 } },
  every: 500,
  naming: ({ locale }, options) =>
    options.rates ? { note: say(locale.language, '占上一步', 'of the step before') } : {},
  view: () => import('./View.vue'),
});
