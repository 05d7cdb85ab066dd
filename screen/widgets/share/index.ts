import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { say, thenName } from '../words.ts';

export const Options = z.strictObject({
  cells: option(z.int().min(2).max(20).default(6), {
    title: ['格数', 'Cells'],
    help: ['最多几组，其余并成一格', 'How many groups are shown; the rest is one of them.'],
  }),
  columns: option(z.int().min(1).max(4).default(2), {
    title: ['列数', 'Columns'],
    help: ['并排几列', 'Side by side.'],
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '构成', en: 'Share' },
  category: 'chart',
  asks: {
    first: [{ metrics: ['gmv'], by: 'channel', window: 'campaign', compare: 'previous' }],
    metrics: 1,
    by: 'must',
    step: 'no',
    compare: 'may',
  },
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
