import { defineWidget } from '../define.ts';
import { CHINA } from '../map/kinds.ts';
import { mapWidget } from '../map/mapWidget.ts';
import { MapOptions } from '../map/options.ts';

/** Needs a query with `by: region`; a second one, the fact `orders`, makes its rings beat for those orders. */
export const widget = defineWidget({
  ...mapWidget(CHINA, { 'zh-CN': '中国地图', en: 'Map of China' }, MapOptions, () => import('./View.vue')),
  often: true,
});
