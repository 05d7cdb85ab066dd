import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { say } from '../words.ts';
import { HOT } from './cover.ts';

export const Options = z.strictObject({
  rows: option(z.int().min(1).max(30).default(3), {
    title: ['行数', 'Rows'],
    help: ['最多几行，放不下就少几行', 'How many are shown; fewer when there is no room.'],
  }),
});
export type Options = z.output<typeof Options>;

/** Of the SKUs its query answers: which run out first. Without a query, of the 100 that sold most in 15 minutes. */
export const widget = defineWidget({
  titles: { 'zh-CN': '库存可售', en: 'Stock cover' },
  category: 'list',
  asks: { first: [HOT], metrics: 3, by: 'must', step: 'no', compare: 'no', fixed: true },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 172 }, least: { width: 420, height: 88 } },
  every: 1_000,
  groups: ['sku'],
  queries: (given) => (given.length > 0 ? given.slice(0, 1) : [HOT]),
  naming: ({ locale }) => ({ note: say(locale.language, '按最近 15 分钟销速', 'at the pace of the last 15 min') }),
  view: () => import('./View.vue'),
});
