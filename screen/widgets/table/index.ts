import { z } from 'zod';
import { defineWidget } from '../define.ts';

export const Column = z.strictObject({
  metric: z.string().max(64).describe('The metric of the query that stands here.'),
  form: z
    .enum(['number', 'left', 'bar', 'badge'])
    .default('number')
    .describe('number; left: 余 12 件; bar: minutes of an hour; badge: minutes, filled below 10, outlined below 30.'),
  width: z.int().min(40).max(400).default(120).describe('Px.'),
});
export type Column = z.output<typeof Column>;

export const Options = z.strictObject({
  columns: z.array(Column).max(8).default([]).describe('None: every metric of the query as a number.'),
  rows: z.int().min(1).max(30).default(5).describe('How many are shown.'),
  sort: z.string().max(64).optional().describe('A metric of the query; its sort or first metric when absent.'),
  ascending: z.boolean().default(false).describe('Smallest first; rows in which it is unknown are left out.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '表格', en: 'Table' },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 172 }, least: { width: 288, height: 90 } },
  every: 1_000,
  view: () => import('./View.vue'),
});
