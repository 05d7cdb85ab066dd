import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { WORLD } from '../map/kinds.ts';
import { mapNaming } from '../map/naming.ts';
import { MapOptions } from '../map/options.ts';

export const Options = MapOptions.extend({
  home: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be the code of a country, such as CN')
    .optional()
    .describe('The country orders fly to; when absent, a point marks where something was sold.'),
  facing: z
    .strictObject({ longitude: z.number().min(-180).max(180), latitude: z.number().min(-60).max(60) })
    .default({ longitude: 105, latitude: 25 })
    .describe('What is in the middle, degrees.'),
});
export type Options = z.output<typeof Options>;

/** Needs a query with `by: region`; a second one, the fact `orders`, makes those orders fly. Without WebGL it is the map of the world. */
export const widget = defineWidget({
  titles: { 'zh-CN': '地球', en: 'Globe' },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 436 }, least: { width: 480, height: 340 } },
  every: 500,
  groups: ['region'],
  queries: (given) => given.slice(0, 2),
  naming: (props, options) => mapNaming(WORLD, props, options),
  view: () => import('./View.vue'),
});
