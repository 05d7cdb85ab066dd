import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { asCampaign } from '../rows.ts';
import { text } from '../words.ts';

export const Options = z.strictObject({
  id: option(z.string().max(64).optional(), {
    title: ['活动', 'Campaign'],
    help: ['空着就是当前活动', 'A campaign; the present one when absent.'],
    holds: 'campaign',
  }),
  rows: option(z.int().min(1).max(20).default(5), {
    title: ['行数', 'Rows'],
    help: ['最多几个，新的在前', 'How many are shown at most, the newest first.'],
  }),
  next: option(z.boolean().default(true), {
    title: ['下一个', 'Next one'],
    help: ['写在已过的上面', 'The next one above those that were passed.'],
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '里程碑', en: 'Milestones' },
  category: 'campaign',
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 244 }, least: { width: 288, height: 90 } },
  every: 1_000,
  queries: (_, options) => [{ fact: 'campaign', ...(options.id ? { id: options.id } : {}) }],
  naming: ({ answers, locale }) => ({ note: text(asCampaign(answers[0])?.campaign?.names, locale.language) }),
  view: () => import('./View.vue'),
});
