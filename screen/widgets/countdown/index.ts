import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { asCampaign } from '../rows.ts';
import { text } from '../words.ts';
import { AIMS } from './aim.ts';

export const Options = z.strictObject({
  to: option(z.enum(AIMS).default('next'), {
    title: ['数到', 'Counts to'],
    help: [
      '活动的开始、结束或阶段；下一个：最近的那个',
      'start, end or phase of the campaign; next: what comes first of them.',
    ],
    choices: { start: ['开始', 'Start'], end: ['结束', 'End'], phase: ['阶段', 'Phase'], next: ['下一个', 'Next'] },
  }),
  id: option(z.string().max(64).optional(), {
    title: ['活动', 'Campaign'],
    help: ['空着就是当前活动', 'A campaign; the present one when absent.'],
    holds: 'campaign',
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '倒计时', en: 'Countdown' },
  category: 'campaign',
  options: Options,
  frame: 'label',
  sizes: { usual: { width: 444, height: 124 }, least: { width: 240, height: 124 } },
  every: 1_000,
  queries: (_, options) => [{ fact: 'campaign', ...(options.id ? { id: options.id } : {}) }],
  naming: ({ answers, locale }) => ({ title: text(asCampaign(answers[0])?.campaign?.names, locale.language) }),
  view: () => import('./View.vue'),
});
