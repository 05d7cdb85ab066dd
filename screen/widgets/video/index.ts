import { z } from 'zod';
import { Words } from '../../../layouts/document.ts';
import { assetPath, FITTING_NAMES, FITTINGS, IMAGES, VIDEOS } from '../assets.ts';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';

export const Options = z.strictObject({
  src: option(assetPath(VIDEOS).optional(), {
    title: ['视频', 'Film'],
    help: ['上传的视频，静音循环', 'An uploaded film. It runs without sound, again and again.'],
    holds: 'video',
  }),
  poster: option(assetPath(IMAGES).optional(), {
    title: ['封面', 'Poster'],
    help: ['视频放出来之前的图片', 'An uploaded picture that stands until the film runs.'],
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
  titles: { 'zh-CN': '视频', en: 'Video' },
  category: 'page',
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 600, height: 338 }, least: { width: 96, height: 54 } },
  every: 1_000,
  queries: () => [],
  view: () => import('./View.vue'),
});
