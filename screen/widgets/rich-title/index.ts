import { z } from 'zod';
import { Words } from '../../../layouts/document.ts';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';

export const Segment = z.strictObject({
  text: option(Words, { title: ['文字', 'Text'], help: ['写什么', 'What is written.'] }),
  role: option(z.enum(['strong', 'quiet', 'accent']).default('strong'), {
    title: ['轻重', 'Weight'],
    help: ['有多显眼', 'How loud it is.'],
    choices: { strong: ['重', 'Strong'], quiet: ['轻', 'Quiet'], accent: ['亮', 'Accent'] },
  }),
  line: option(z.boolean().default(false), {
    title: ['换行', 'New line'],
    help: ['从新的一行开始', 'It begins a new line.'],
  }),
});

export const Options = z.strictObject({
  segments: option(z.array(Segment).max(20).default([]), {
    title: ['段落', 'Parts'],
    help: ['标题的几段；没有就写组件的标题', 'The parts of the title; none: the title of the widget.'],
  }),
  size: option(z.enum(['body', 'title', 'page', 'fact', 'live']).default('page'), {
    title: ['字号', 'Size'],
    help: ['字的大小', 'The size of its letters.'],
    choices: {
      body: ['正文', 'Body'],
      title: ['标题', 'Title'],
      page: ['页', 'Page'],
      fact: ['大', 'Fact'],
      live: ['最大', 'Live'],
    },
  }),
  align: option(z.enum(['left', 'center', 'right']).default('left'), {
    title: ['对齐', 'Align'],
    help: ['站在哪里', 'Where it stands.'],
    choices: { left: ['左', 'Left'], center: ['中', 'Centre'], right: ['右', 'Right'] },
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '富标题', en: 'Rich title' },
  category: 'page',
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 600, height: 52 }, least: { width: 120, height: 26 } },
  every: 1_000,
  queries: () => [],
  view: () => import('./View.vue'),
});
