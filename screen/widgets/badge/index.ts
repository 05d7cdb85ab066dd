import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { say } from '../words.ts';

export const Options = z.strictObject({
  silent: option(z.int().min(10).max(86_400).default(120), {
    title: ['断流', 'Silent after'],
    help: [
      '这么多秒没有任何事件，就说来源断了',
      'After so many seconds without any event the badge says that the sources are silent.',
    ],
  }),
  line: option(z.enum(['below', 'beside']).default('below'), {
    title: ['说明的位置', 'Line'],
    help: ['最后一单和对账写在哪里', 'Where the last order and the recount stand.'],
    choices: { below: ['下方', 'Below'], beside: ['旁边', 'Beside'] },
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '对账徽标', en: 'Reconciliation badge' },
  category: 'page',
  options: Options,
  frame: 'label',
  sizes: { usual: { width: 288, height: 124 }, least: { width: 240, height: 124 } },
  every: 500,
  queries: () => [{ fact: 'health' }],
  naming: ({ locale }) => ({ title: say(locale.language, '对账漂移', 'Drift') }),
  view: () => import('./View.vue'),
});
