import { z } from 'zod';
import { Words } from '../../../layouts/document.ts';
import { assetPath, FITTING_NAMES, FITTINGS, IMAGES } from '../assets.ts';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';

export const Options = z.strictObject({
  src: option(assetPath(IMAGES).optional(), {
    title: ['图片', 'Picture'],
    help: ['上传的图片', 'An uploaded picture.'],
    holds: 'image',
  }),
  fit: option(z.enum(FITTINGS).default('contain'), {
    title: ['填法', 'Fit'],
    help: ['怎样填满它的框', 'How it fills its box.'],
    choices: FITTING_NAMES,
  }),
  alt: option(Words.optional(), {
    title: ['说明', 'Description'],
    help: ['给看不见的人念的话', 'What is to be seen, for who cannot see it.'],
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '图片', en: 'Image' },
  category: 'page',
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 600, height: 244 }, least: { width: 24, height: 24 } },
  every: 1_000,
  queries: () => [],
  view: () => import('./View.vue'),
});
