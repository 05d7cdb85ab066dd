import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';

export const Options = z.strictObject({
  size: option(z.enum(['usual', 'large']).default('usual'), {
    title: ['大小', 'Size'],
    help: ['大：给只有几个数的页', 'large: a page of a few numbers.'],
    choices: { usual: ['常规', 'Usual'], large: ['大', 'Large'] },
  }),
});
export type Options = z.output<typeof Options>;

/** Needs a query of the campaign with `step` and `compare`: in the shape of last time's curve, where this one ends. */
export const widget = defineWidget({
  titles: { 'zh-CN': '预计收官', en: 'Forecast finish' },
  category: 'campaign',
  asks: {
    first: [{ metrics: ['gmv'], window: 'campaign', step: '1m', compare: 'previous' }],
    metrics: 1,
    by: 'no',
    step: 'must',
    compare: 'must',
  },
  options: Options,
  frame: 'label',
  sizes: { usual: { width: 288, height: 124 }, least: { width: 240, height: 124 } },
  // As the curve: one reading for both, or beside each other they would forecast two ends.
  every: 1_000,
  queries: (given) => [...given.slice(0, 1), { fact: 'campaign' }],
  // The target is that of the whole campaign.
  narrowed: () => undefined,
  view: () => import('./View.vue'),
});
