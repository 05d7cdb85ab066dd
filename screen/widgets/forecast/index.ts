import { z } from 'zod';
import { defineWidget } from '../define.ts';

export const Options = z.strictObject({
  size: z.enum(['usual', 'large']).default('usual').describe('large: a page of a few numbers.'),
});
export type Options = z.output<typeof Options>;

/** Needs a query of the campaign with `step` and `compare`: in the shape of last time's curve, where this one ends. */
export const widget = defineWidget({
  titles: { 'zh-CN': '预计收官', en: 'Forecast finish' },
  options: Options,
  frame: 'label',
  sizes: { usual: { width: 288, height: 124 }, least: { width: 240, height: 124 } },
  every: 500,
  queries: (given) => [...given.slice(0, 1), { fact: 'campaign' }],
  // The target is that of the whole campaign.
  narrowed: () => undefined,
  view: () => import('./View.vue'),
});
