import { z } from 'zod';
import { Words } from '../../../layouts/document.ts';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';

export const Column = z.strictObject({
  metric: option(z.string().max(64), {
    title: ['指标', 'Metric'],
    help: ['这一列是哪个指标', 'The metric of the query that stands here.'],
    holds: 'metric',
  }),
  form: option(z.enum(['number', 'left', 'bar', 'badge']).default('number'), {
    title: ['写法', 'Form'],
    help: [
      '数字；靠左：余 12 件；横条：一小时里的分钟；标签：分钟，低于 10 填满，低于 30 描边',
      'number; left: 余 12 件; bar: minutes of an hour; badge: minutes, filled below 10, outlined below 30.',
    ],
    choices: { number: ['数字', 'Number'], left: ['余量', 'Left'], bar: ['横条', 'Bar'], badge: ['标签', 'Badge'] },
  }),
  width: option(z.int().min(40).max(400).default(120), { title: ['宽', 'Width'], help: ['像素', 'Px.'] }),
  head: option(Words.optional(), {
    title: ['列名', 'Head'],
    help: ['写在列上方', 'What stands above the column.'],
  }),
});
export type Column = z.output<typeof Column>;

export const Options = z.strictObject({
  columns: option(z.array(Column).max(8).default([]), {
    title: ['列', 'Columns'],
    help: ['没有就把每个指标都写成数字', 'None: every metric of the query as a number.'],
  }),
  rows: option(z.int().min(1).max(30).default(5), {
    title: ['行数', 'Rows'],
    help: ['最多几行', 'How many are shown.'],
  }),
  sort: option(z.string().max(64).optional(), {
    title: ['排序', 'Sort by'],
    help: ['空着就按查询的排序，或第一个指标', 'A metric of the query; its sort or first metric when absent.'],
    holds: 'metric',
  }),
  ascending: option(z.boolean().default(false), {
    title: ['小的在前', 'Smallest first'],
    help: ['未知的行不写', 'Smallest first; rows in which it is unknown are left out.'],
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '表格', en: 'Table' },
  category: 'list',
  asks: {
    first: [{ metrics: ['gmv', 'paid_orders', 'aov'], by: 'channel', window: 'campaign' }],
    metrics: 8,
    by: 'must',
    step: 'no',
    compare: 'no',
  },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 172 }, least: { width: 288, height: 90 } },
  every: 1_000,
  view: () => import('./View.vue'),
});
