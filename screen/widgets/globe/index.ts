import { z } from 'zod';
import { WORLD } from '../map/kinds.ts';
import { mapWidget } from '../map/mapWidget.ts';
import { MapOptions } from '../map/options.ts';
import { option } from '../option.ts';

/** A point of the earth, at most `most` degrees from its equator. */
const place = (most: number) =>
  z.strictObject({
    longitude: option(z.number().min(-180).max(180), { title: ['经度', 'Longitude'] }),
    latitude: option(z.number().min(-most).max(most), { title: ['纬度', 'Latitude'] }),
  });

export const Options = MapOptions.extend({
  home: option(place(85).optional(), {
    title: ['飞往', 'Home'],
    help: [
      '订单飞向这里；空着只亮出成交的国家',
      'Where orders fly to; when absent, a point marks where something was sold.',
    ],
  }),
  facing: option(place(60).default({ longitude: 105, latitude: 25 }), {
    title: ['正对', 'Facing'],
    help: ['正中间是哪里，度', 'What is in the middle, degrees.'],
  }),
});
export type Options = z.output<typeof Options>;

/** Needs a query with `by: region`; a second one, the fact `orders`, makes those orders fly. Without WebGL it is the map of the world. */
export const widget = {
  ...mapWidget(WORLD, { 'zh-CN': '地球', en: 'Globe' }, Options, () => import('./View.vue')),
  deep: true as const,
};
