import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { HOT } from '../stock-cover/cover.ts';
import { say } from '../words.ts';

export const Options = z.strictObject({});

/** Needs a query by SKU with `stock_cover_minutes` and `stock_available`. */
export const widget = defineWidget({
  titles: { 'zh-CN': '下一个断货', en: 'Next to run out' },
  category: 'list',
  asks: { first: [HOT], metrics: 3, by: 'must', step: 'no', compare: 'no', fixed: true },
  options: Options,
  frame: 'bare',
  sizes: { usual: { width: 1224, height: 212 }, least: { width: 1100, height: 200 } },
  every: 1_000,
  groups: ['sku'],
  naming: ({ locale }) => ({ note: say(locale.language, '按最近 15 分钟销速', 'at the pace of the last 15 min') }),
  view: () => import('./View.vue'),
});
