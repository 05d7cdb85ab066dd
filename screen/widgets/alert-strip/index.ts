import { z } from 'zod';
import type { Query } from '../../../stream/contract/query.ts';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { isQuery } from '../words.ts';

export const Options = z.strictObject({
  below: option(z.int().min(0).max(1_440).default(10), {
    title: ['库存预警线', 'Stock alert below'],
    help: ['能卖的分钟数低于它就说话；0 不管库存', 'Minutes of stock below which it speaks; 0: not about stock.'],
  }),
  drift: option(z.boolean().default(true), {
    title: ['对账差异', 'Drift'],
    help: ['对账和大屏不一致时说话', 'It speaks when the recount differs from the numbers on the wall.'],
  }),
  seconds: option(z.int().min(5).max(600).default(30), {
    title: ['停留', 'Stands for'],
    help: ['一条预警停几秒', 'How long one alert stands.'],
  }),
  clock: option(z.boolean().default(true), {
    title: ['带时钟', 'With a clock'],
    help: ['右端放时间，补上被它盖住的', 'The time at its right end, where it covers that of the header.'],
  }),
});
export type Options = z.output<typeof Options>;

const COVER: Query = {
  metrics: ['units', 'stock_cover_minutes', 'stock_available'],
  by: 'sku',
  window: '15m',
  sort: 'units',
  top: 100,
};

/** Lies over the header and is not there until something is to be done. Its query needs cover and available stock by SKU. */
export const widget = defineWidget({
  titles: { 'zh-CN': '预警条', en: 'Alert strip' },
  category: 'page',
  asks: { first: [COVER], metrics: 3, by: 'must', step: 'no', compare: 'no', fixed: true },
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 1920, height: 80 }, least: { width: 1200, height: 80 } },
  every: 1_000,
  queries: (given, options) => [
    ...(options.below > 0 ? [given.find(isQuery) ?? COVER] : []),
    ...(options.drift ? [{ fact: 'health' } as const] : []),
  ],
  view: () => import('./View.vue'),
});
