import { z } from 'zod';
import { defineWidget } from '../define.ts';

export const Options = z.strictObject({
  kind: z
    .enum(['rule', 'box'])
    .default('rule')
    .describe('rule: one line, upright where it is higher than wide; box: a frame.'),
  strong: z.boolean().default(false).describe('The line that stands above widgets instead of the fainter one.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '边框', en: 'Border' },
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 600, height: 44 }, least: { width: 4, height: 4 } },
  every: 1_000,
  queries: () => [],
  view: () => import('./View.vue'),
});
