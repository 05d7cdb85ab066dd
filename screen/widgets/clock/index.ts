import { z } from 'zod';
import { Words } from '../../../layouts/document.ts';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { isZone } from './zones.ts';

const Zone = z.string().max(64).refine(isZone, 'must be an IANA time zone such as Europe/London');

export const Options = z.strictObject({
  date: option(z.boolean().default(true), {
    title: ['日期', 'Date'],
    help: ['时间前写日期', 'The date before the time.'],
  }),
  timezone: option(Zone.optional(), {
    title: ['时区', 'Time zone'],
    help: ['空着就用系统的时区', 'An IANA zone; that of the installation when absent.'],
    holds: 'zone',
  }),
  zones: option(
    z
      .array(
        z.strictObject({
          timezone: option(Zone, { title: ['时区', 'Time zone'], holds: 'zone' }),
          label: option(Words.optional(), { title: ['地名', 'Place'] }),
        }),
      )
      .max(8)
      .default([]),
    {
      title: ['多地时钟', 'Clocks'],
      help: [
        '几个时区并排，各写地名',
        'Several clocks side by side instead of one, each with what its place is called.',
      ],
    },
  ),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '时钟', en: 'Clock' },
  category: 'page',
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 444, height: 52 }, least: { width: 180, height: 52 } },
  every: 1_000,
  queries: () => [],
  view: () => import('./View.vue'),
});
