import { defineWidget } from '../define.ts';
import { WORLD } from '../map/kinds.ts';
import { mapNaming } from '../map/naming.ts';
import { MapOptions } from '../map/options.ts';

/** Needs a query with `by: region`; parts of a country are added up. A second query, the fact `orders`, makes its rings beat for those orders. */
export const widget = defineWidget({
  titles: { 'zh-CN': '世界地图', en: 'Map of the world' },
  category: 'map',
  asks: {
    first: [{ metrics: ['gmv'], by: 'region', window: 'campaign' }],
    metrics: 1,
    by: 'must',
    step: 'no',
    compare: 'no',
  },
  options: MapOptions,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 436 }, least: { width: 480, height: 340 } },
  every: 500,
  groups: ['region'],
  queries: (given) => given.slice(0, 2),
  naming: (props, options) => mapNaming(WORLD, props, options),
  view: () => import('./View.vue'),
});
