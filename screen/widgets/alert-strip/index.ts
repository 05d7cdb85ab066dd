import { z } from 'zod';
import type { Query } from '../../../stream/contract/query.ts';
import { defineWidget } from '../define.ts';
import { isQuery } from '../words.ts';

export const Options = z.strictObject({
  below: z.int().min(0).max(1_440).default(10).describe('Minutes of stock below which it speaks; 0: not about stock.'),
  drift: z.boolean().default(true).describe('It speaks when the recount differs from the numbers on the wall.'),
  seconds: z.int().min(5).max(600).default(30).describe('How long one alert stands.'),
  clock: z.boolean().default(true).describe('The time at its right end, where it covers that of the header.'),
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
