import { z } from 'zod';
import { Words } from '../../../layouts/document.ts';
import { defineWidget } from '../define.ts';

export const Segment = z.strictObject({
  text: Words.describe('What is written.'),
  role: z.enum(['strong', 'quiet', 'accent']).default('strong').describe('How loud it is.'),
  line: z.boolean().default(false).describe('It begins a new line.'),
});

export const Options = z.strictObject({
  segments: z.array(Segment).max(20).default([]).describe('The parts of the title; none: the title of the widget.'),
  size: z.enum(['body', 'title', 'page', 'fact', 'live']).default('page').describe('The size of its letters.'),
  align: z.enum(['left', 'center', 'right']).default('left').describe('Where it stands.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '富标题', en: 'Rich title' },
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 600, height: 52 }, least: { width: 120, height: 26 } },
  every: 1_000,
  queries: () => [],
  view: () => import('./View.vue'),
});
