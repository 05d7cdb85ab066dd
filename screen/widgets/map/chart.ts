import type { EChartsCoreOption } from 'echarts/core';
import { mix } from '../../chart/colour.ts';
import type { GeoMap } from '../../chart/maps.ts';
import type { Palette } from '../../chart/palette.ts';
import type { Plane } from './plane.ts';

/** The region that ECharts adds to `china`. */
export const ISLANDS = '南海诸岛';

/** Pure: a map on its plane, a step of each feature by its name, in parts while it changes → what ECharts draws. The plane is already px, so the view adds nothing. `solid` is bordered in its own colour: its islets and dashes would drown in a border of the ground. */
export function chartOption(
  map: GeoMap,
  plane: Plane,
  steps: ReadonlyMap<string, number>,
  palette: Palette,
  solid?: string,
): EChartsCoreOption {
  const colour = (name: string) => {
    const step = steps.get(name) ?? 0;
    const [from, to] = [palette.ramp[Math.floor(step)] ?? palette.line, palette.ramp[Math.ceil(step)] ?? palette.line];
    return from === to ? from : mix(from, to, step % 1);
  };
  const styled = (name: string) => ({
    name,
    itemStyle: { areaColor: colour(name), ...(name === solid ? { borderColor: colour(name) } : {}) },
    emphasis: { itemStyle: { areaColor: colour(name), borderColor: palette.t1, borderWidth: 1.5 } },
  });
  // ECharts wants a way back, and takes it only to pan and zoom, which a wall does not.
  const unproject = (point: readonly number[]) => point;
  const { x, y, width, height } = plane.drawn;
  return {
    geo: {
      map: map.name,
      projection: { project: plane.at, unproject },
      ...{ left: x, top: y, width, height },
      selectedMode: false,
      itemStyle: { areaColor: palette.ramp[0], borderColor: palette.ground, borderWidth: 1 },
      emphasis: { label: { show: false } },
      regions: [
        ...map.features.map(({ name }) => styled(name)),
        { name: ISLANDS, silent: true, itemStyle: { areaColor: palette.t3, borderWidth: 0 } },
      ],
    },
  };
}
