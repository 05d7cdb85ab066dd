import { z } from 'zod';
import { Words } from '../../../layouts/document.ts';
import { defineWidget } from '../define.ts';
import { isZone } from './zones.ts';

const Zone = z.string().max(64).refine(isZone, 'must be an IANA time zone such as Europe/London');

export const Options = z.strictObject({
  date: z.boolean().default(true).describe('The date before the time.'),
  timezone: Zone.optional().describe('An IANA zone; that of the installation when absent.'),
  zones: z
    .array(z.strictObject({ timezone: Zone, label: Words.optional() }))
    .max(8)
    .default([])
    .describe('Several clocks side by side instead of one, each with what its place is called.'),
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
