import { z } from 'zod';
import { WORLD } from '../map/kinds.ts';
import { mapWidget } from '../map/mapWidget.ts';
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
export const widget = mapWidget(WORLD, { 'zh-CN': '地球', en: 'Globe' }, Options, () => import('./View.vue'));
