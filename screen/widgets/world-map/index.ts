import { WORLD } from '../map/kinds.ts';
import { mapWidget } from '../map/mapWidget.ts';
import { MapOptions } from '../map/options.ts';

/** Needs a query with `by: region`; parts of a country are added up. A second query, the fact `orders`, makes its rings beat for those orders. */
export const widget = mapWidget(
  WORLD,
  { 'zh-CN': '世界地图', en: 'Map of the world' },
  MapOptions,
  () => import('./View.vue'),
);
