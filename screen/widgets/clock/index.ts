import { z } from 'zod';
import { defineWidget } from '../define.ts';

export const Options = z.strictObject({
  date: z.boolean().default(true).describe('The date before the time.'),
  timezone: z.string().max(64).optional().describe('An IANA zone; that of the installation when absent.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '时钟', en: 'Clock' },
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 444, height: 52 }, least: { width: 180, height: 52 } },
  every: 1_000,
  queries: () => [],
  view: () => import('./View.vue'),
});
