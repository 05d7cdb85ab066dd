import { z } from 'zod';
import { Words } from '../../../layouts/document.ts';
import { assetPath, FITTINGS, IMAGES, VIDEOS } from '../assets.ts';
import { defineWidget } from '../define.ts';

export const Options = z.strictObject({
  src: assetPath(VIDEOS).optional().describe('An uploaded film. It runs without sound, again and again.'),
  poster: assetPath(IMAGES).optional().describe('An uploaded picture that stands until the film runs.'),
  fit: z.enum(FITTINGS).default('contain').describe('How it fills its box.'),
  alt: Words.optional().describe('What is to be seen, for who cannot see it.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '视频', en: 'Video' },
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 600, height: 338 }, least: { width: 96, height: 54 } },
  every: 1_000,
  queries: () => [],
  view: () => import('./View.vue'),
});
