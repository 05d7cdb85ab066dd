import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../chart/palette.ts';
import { coloursOf } from '../columns/chart.ts';
import type { Columns } from '../columns/columns.ts';
import type { Plan } from './plan.ts';
import { VIEW } from './space.ts';

const [LEAST_PITCH, THICK] = [14, 0.66];

/** The newest places that are thick enough to be seen; groups are as many as they are. */
export function fitting(columns: Columns, width: number): Columns {
  const count = Math.max(1, Math.floor(width / LEAST_PITCH));
  if (columns.places.length <= count || columns.places[0]?.at === undefined) return columns;
  const series = columns.series.map((one) => ({ ...one, values: one.values.slice(-count), before: [] }));
  return { ...columns, places: columns.places.slice(-count), series };
}

/** Pure: columns × plan × size × tokens → what ECharts draws: places along the front, series behind each other, the largest first. An unknown value has no column; all texts are the plan's. */
export function chartOption(
  columns: Columns,
  plan: Plan,
  size: { width: number; height: number },
  palette: Palette,
): EChartsCoreOption {
  const { places, series } = columns;
  const { space, aside, min, max, interval, ruled } = plan;
  const colours = coloursOf(columns, palette);
  const bare = { axisTick: { show: false }, axisLabel: { show: false }, axisPointer: { show: false }, name: '' };
  const axisLine = { lineStyle: { color: palette.line2, width: 1 } };
  const axis = { ...bare, axisLine, splitLine: { show: false } };
  return {
    grid3D: {
      ...{ left: aside, top: 0, width: size.width, height: size.height },
      ...{ boxWidth: space.width, boxDepth: space.depth, boxHeight: space.height, environment: 'none' },
      axisPointer: { show: false },
      viewControl: {
        ...{ projection: 'orthographic', orthographicSize: space.tall, ...VIEW, animation: false },
        ...{ rotateSensitivity: 0, zoomSensitivity: 0, panSensitivity: 0 },
      },
      light: { main: { intensity: 0.62, alpha: 40, beta: -25 }, ambient: { intensity: 0.55 } },
    },
    xAxis3D: { ...axis, type: 'category', data: places.map(({ key }) => key) },
    yAxis3D: { ...axis, type: 'category', inverse: true, data: series.map(({ key }) => key) },
    zAxis3D: {
      ...{ ...axis, type: 'value', min, max, interval },
      splitLine: { show: ruled, lineStyle: { color: palette.line, width: 1 } },
    },
    series: series.map((one, row) => ({
      ...{ id: one.key, type: 'bar3D', shading: 'lambert', silent: true, bevelSize: 0 },
      barSize: [(space.width / places.length) * THICK, (space.depth / series.length) * THICK],
      itemStyle: { color: colours[row] },
      emphasis: { label: { show: false } },
      data: one.values.flatMap((value, place) => (value === undefined ? [] : [[place, row, value]])),
    })),
  };
}
