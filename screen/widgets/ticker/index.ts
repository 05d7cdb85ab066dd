import { z } from 'zod';
import { amount } from '../../format.ts';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { say } from '../words.ts';

export const Options = z.strictObject({
  cells: option(z.int().min(1).max(12).default(5), {
    title: ['格数', 'Cells'],
    help: ['并排几格', 'How many stand side by side.'],
  }),
});
export type Options = z.output<typeof Options>;

/** Needs the fact `orders` or `refunds`. */
export const widget = defineWidget({
  titles: { 'zh-CN': '大额滚动', en: 'Ticker' },
  category: 'list',
  asks: { first: [{ fact: 'orders', top: 6 }], metrics: 0, by: 'no', step: 'no', compare: 'no' },
  options: Options,
  frame: 'line',
  sizes: { usual: { width: 1848, height: 48 }, least: { width: 600, height: 48 } },
  every: 250,
  queries: (given) => (given.length > 0 ? given.slice(0, 1) : [{ fact: 'orders', top: 5 }]),
  naming: ({ queries, locale }) => {
    const [query] = queries;
    const refunds = query && 'fact' in query && query.fact === 'refunds';
    const least = query && 'fact' in query && 'atLeast' in query ? Number(query.atLeast) : 0;
    const title = refunds
      ? say(locale.language, '大额退款', 'Big refunds')
      : say(locale.language, '大额订单', 'Big orders');
    return { title, note: least > 0 ? `≥ ${amount(Math.round(least * 10 ** locale.digits), locale)}` : '' };
  },
  view: () => import('./View.vue'),
});
