import { z } from 'zod';
import { defineWidget } from '../define.ts';

export const Options = z.strictObject({
  campaign: z.boolean().default(true).describe('The name of the campaign before the title.'),
  countdown: z
    .boolean()
    .default(false)
    .describe('Beside it the time that its present phase has left, or until it starts.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '标题', en: 'Title' },
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 288, height: 52 }, least: { width: 120, height: 52 } },
  every: 1_000,
  queries: (_, options) => (options.campaign ? [{ fact: 'campaign' }] : []),
  view: () => import('./View.vue'),
});
