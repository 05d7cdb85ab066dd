import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { asCampaign } from '../rows.ts';
import { text } from '../words.ts';

export const Options = z.strictObject({
  id: z.string().max(64).optional().describe('A campaign; the present one when absent.'),
  rows: z.int().min(1).max(20).default(5).describe('How many are shown at most, the newest first.'),
  next: z.boolean().default(true).describe('The next one above those that were passed.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '里程碑', en: 'Milestones' },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 244 }, least: { width: 288, height: 90 } },
  every: 1_000,
  queries: (_, options) => [{ fact: 'campaign', ...(options.id ? { id: options.id } : {}) }],
  naming: ({ answers, locale }) => ({ note: text(asCampaign(answers[0])?.campaign?.names, locale.language) }),
  view: () => import('./View.vue'),
});
