import type { ECharts, EChartsCoreOption } from 'echarts/core';
import type { Point } from '../../chart/geojson.ts';
import type { Palette } from '../../chart/palette.ts';
import type { Options } from './index.ts';

/** What happens on a globe just now: where something was sold, and where that flies. */
export interface Traffic {
  points: readonly Point[];
  flights: readonly (readonly [from: Point, to: Point])[];
}

/** Where the globe stands in its widget, px. */
export interface Room {
  left: number;
  width: number;
  height: number;
}

const [RADIUS, AIR] = [100, 1.12];

/** Pure: what it is covered with × traffic × room × tokens → what ECharts draws. Colours are those of the cover, in no light: they are read by the legend. */
export function chartOption(
  cover: ECharts,
  { points, flights }: Traffic,
  room: Room,
  facing: Options['facing'],
  palette: Palette,
): EChartsCoreOption {
  const side = Math.min(room.width, room.height);
  const tall = (RADIUS * 2 * AIR * room.height) / Math.max(1, side);
  return {
    globe: {
      ...{ left: room.left, top: 0, width: room.width, height: room.height },
      ...{ globeRadius: RADIUS, baseTexture: cover, baseColor: palette.t1, shading: 'color', environment: 'none' },
      viewControl: {
        ...{ projection: 'orthographic', orthographicSize: tall, maxOrthographicSize: tall * 2 },
        targetCoord: [facing.longitude, facing.latitude],
        ...{ autoRotate: false, animation: false, rotateSensitivity: 0, zoomSensitivity: 0, panSensitivity: 0 },
      },
    },
    series: [
      {
        ...{ id: 'points', type: 'scatter3D', coordinateSystem: 'globe', silent: true, symbolSize: 12 },
        itemStyle: { color: palette.t1, opacity: 1 },
        data: points.map((point) => [...point, 0]),
      },
      {
        ...{ id: 'flights', type: 'lines3D', coordinateSystem: 'globe', silent: true, blendMode: 'source-over' },
        effect: { show: flights.length > 0, period: 1.6, trailWidth: 4, trailLength: 0.4, trailColor: palette.t1 },
        lineStyle: { color: palette.now, width: 2, opacity: 0.8 },
        data: flights.map((coords) => ({ coords })),
      },
    ],
  };
}
