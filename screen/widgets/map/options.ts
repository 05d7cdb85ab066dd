import { z } from 'zod';
import { assetPath } from '../assets.ts';
import { option } from '../option.ts';

/** What every map can be told. */
export const MapOptions = z.strictObject({
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: ['空着就是查询里的第一个', 'What colours the map; the first metric of the query when absent.'],
    holds: 'metric',
  }),
  top: option(z.int().min(0).max(8).default(5), {
    title: ['名字', 'Names'],
    help: ['写出最大的几个', 'How many of the largest are named.'],
  }),
  pulses: option(z.boolean().default(true), {
    title: ['脉冲', 'Pulses'],
    help: ['有成交的地方亮一圈', 'A ring where something was sold.'],
  }),
  map: option(assetPath(['geojson', 'json']).optional(), {
    title: ['地图文件', 'Map'],
    help: [
      '上传完整的 GeoJSON 换掉自带的，要有地区名或 ISO 代码',
      'An uploaded GeoJSON instead of the map that ships; complete, with the names or ISO codes of its regions.',
    ],
    holds: 'map',
  }),
  approval: option(z.string().min(1).max(40).optional(), {
    title: ['审图号', 'Approval'],
    help: ['写在地图下方', 'The approval number of the map, shown below it: 审图号.'],
  }),
});
export type MapOptions = z.output<typeof MapOptions>;
