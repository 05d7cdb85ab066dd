import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';

export const Options = z.strictObject({
  kind: option(z.enum(['rule', 'box']).default('rule'), {
    title: ['画法', 'Kind'],
    help: ['线：一条，竖高时立起来；框：四边', 'rule: one line, upright where it is higher than wide; box: a frame.'],
    choices: { rule: ['线', 'Line'], box: ['框', 'Frame'] },
  }),
  strong: option(z.boolean().default(false), {
    title: ['深一点', 'Stronger'],
    help: ['用组件上方那种线，不用最浅的', 'The line that stands above widgets instead of the fainter one.'],
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '边框', en: 'Border' },
  category: 'page',
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 600, height: 44 }, least: { width: 4, height: 4 } },
  every: 1_000,
  queries: () => [],
  view: () => import('./View.vue'),
});
