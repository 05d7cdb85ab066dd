import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { asCampaign } from '../rows.ts';
import { text } from '../words.ts';
import { AIMS } from './aim.ts';

export const Options = z.strictObject({
  to: z.enum(AIMS).default('next').describe('start, end or phase of the campaign; next: what comes first of them.'),
  id: z.string().max(64).optional().describe('A campaign; the present one when absent.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '倒计时', en: 'Countdown' },
  options: Options,
  frame: 'label',
  sizes: { usual: { width: 444, height: 124 }, least: { width: 240, height: 124 } },
  every: 1_000,
  queries: (_, options) => [{ fact: 'campaign', ...(options.id ? { id: options.id } : {}) }],
  naming: ({ answers, locale }) => ({ title: text(asCampaign(answers[0])?.campaign?.names, locale.language) }),
  view: () => import('./View.vue'),
});
