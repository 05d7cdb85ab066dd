import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { say } from '../words.ts';

export const Options = z.strictObject({});

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
