import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { say } from '../words.ts';

export const Options = z.strictObject({
  silent: z
    .int()
    .min(10)
    .max(86_400)
    .default(120)
    .describe('After so many seconds without any event the badge says that the sources are silent.'),
  line: z.enum(['below', 'beside']).default('below').describe('Where the last order and the recount stand.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '对账徽标', en: 'Reconciliation badge' },
  options: Options,
  frame: 'label',
  sizes: { usual: { width: 288, height: 124 }, least: { width: 240, height: 124 } },
  every: 500,
  queries: () => [{ fact: 'health' }],
  naming: ({ locale }) => ({ title: say(locale.language, '对账漂移', 'Drift') }),
  view: () => import('./View.vue'),
});
