import { z } from 'zod';
import { defineWidget } from '../define.ts';

export const Options = z.strictObject({});

/** Needs a query with `step` and `compare`: the shape of last time's curve says where this one should be now. */
export const widget = defineWidget({
  titles: { 'zh-CN': '目标节奏', en: 'Pace' },
  category: 'campaign',
  often: true,
  asks: {
    first: [{ metrics: ['gmv'], window: 'campaign', step: '1m', compare: 'previous' }],
    metrics: 1,
    by: 'no',
    step: 'must',
    compare: 'must',
  },
  options: Options,
  frame: 'none',
  sizes: { usual: { width: 1224, height: 102 }, least: { width: 900, height: 102 } },
  // As the curve: one reading for both, or beside each other they would forecast two ends.
  every: 1_000,
  queries: (given) => [...given.slice(0, 1), { fact: 'campaign' }],
  // The target is that of the whole campaign.
  narrowed: () => undefined,
  view: () => import('./View.vue'),
});
