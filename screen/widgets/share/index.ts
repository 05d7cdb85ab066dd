import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { say, thenName } from '../words.ts';

export const Options = z.strictObject({
  cells: z.int().min(2).max(20).default(6).describe('How many groups are shown; the rest is one of them.'),
  columns: z.int().min(1).max(4).default(2).describe('Side by side.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '构成', en: 'Share' },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 172 }, least: { width: 288, height: 100 } },
  every: 500,
  naming: ({ queries, locale }) => {
    const then = thenName(queries[0], locale.language);
    return {
      note: then
        ? say(locale.language, `占比 · 竖线为${then}`, `share · tick: ${then}`)
        : say(locale.language, '占比', 'share'),
    };
  },
  view: () => import('./View.vue'),
});
