import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';

export const Options = z.strictObject({
  id: option(z.string().max(64).optional(), {
    title: ['活动', 'Campaign'],
    help: ['空着就是当前活动', 'A campaign; the present one when absent.'],
    holds: 'campaign',
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '活动阶段', en: 'Phases' },
  category: 'campaign',
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 912, height: 52 }, least: { width: 288, height: 52 } },
  every: 1_000,
  queries: (_, options) => [{ fact: 'campaign', ...(options.id ? { id: options.id } : {}) }],
  view: () => import('./View.vue'),
});
