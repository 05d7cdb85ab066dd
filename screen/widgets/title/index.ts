import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';

export const Options = z.strictObject({
  campaign: option(z.boolean().default(true), {
    title: ['活动名', 'Campaign'],
    help: ['标题前写活动的名字', 'The name of the campaign before the title.'],
  }),
  countdown: option(z.boolean().default(false), {
    title: ['倒计时', 'Countdown'],
    help: [
      '旁边写这一阶段还剩多久，或多久开始',
      'Beside it the time that its present phase has left, or until it starts.',
    ],
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '标题', en: 'Title' },
  category: 'page',
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 288, height: 52 }, least: { width: 120, height: 52 } },
  every: 1_000,
  queries: (_, options) => (options.campaign ? [{ fact: 'campaign' }] : []),
  view: () => import('./View.vue'),
});
