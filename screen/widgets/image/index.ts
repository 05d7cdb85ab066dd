import { z } from 'zod';
import { Words } from '../../../layouts/document.ts';
import { assetPath, FITTINGS, IMAGES } from '../assets.ts';
import { defineWidget } from '../define.ts';

export const Options = z.strictObject({
  src: assetPath(IMAGES).optional().describe('An uploaded picture.'),
  fit: z.enum(FITTINGS).default('contain').describe('How it fills its box.'),
  alt: Words.optional().describe('What is to be seen, for who cannot see it.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '图片', en: 'Image' },
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 600, height: 244 }, least: { width: 24, height: 24 } },
  every: 1_000,
  queries: () => [],
  view: () => import('./View.vue'),
});
