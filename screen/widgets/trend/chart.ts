import type { LineSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import type { Language } from '../../../layouts/document.ts';
import type { Palette } from '../../chart/palette.ts';
import type { Axis } from '../axis.ts';
import { timesOf } from '../axis.ts';
import { cut, widthOf } from '../width.ts';
import { type Curves, highest, lowest, type Point } from './curve.ts';

/** Where the plot stands inside the widget, px, above and below. */
export const GRID = { left: 34, top: 12, bottom: 38 };
const [GAP, STEP, MOST, MARGIN] = [14, 16, 0.4, 12];
const usual = (language: Language) => (language === 'en' ? 150 : 118);
const most = (language: Language, width: number) => Math.max(usual(language), Math.floor(width * MOST));

/** What a line is called at its end: the name is cut when the widest gutter is too narrow, the figure never. */
export function labelOf(name: string, figure: string, size: number, language: Language, width: number): string {
  const room = most(language, width) - GAP - widthOf(` ${figure}`, size);
  return `${cut(name, size, room)} ${figure}`.trimStart();
}

/** The room at the right of the plot for its labels, px: the usual, more by steps when one is longer, never most of the widget. */
export function gutterOf(labels: readonly string[], size: number, language: Language, width: number): number {
  const missing = Math.max(0, ...labels.map((text) => widthOf(text, size) + GAP - usual(language)));
  return Math.min(usual(language) + Math.ceil(missing / STEP) * STEP, most(language, width));
}

export interface Setting {
  width: number;
  height: number;
  palette: Palette;
  axis: Axis;
  timezone: string;
  /** What the labels at the right take, px. */
  gutter: number;
  /** Beside the dot at now; empty for none. */
  dot: string;
}

/** The room at the left of the plot for the values at its lines, px: the usual, more when one is longer. */
export const leftOf = (labels: readonly string[], size: number): number =>
  Math.max(GRID.left, ...labels.map((text) => Math.ceil(widthOf(text, size)) + MARGIN));

/** The range of the value axis: zero-based, a little air above the highest. */
export function rangeOf(curves: Curves): { min: number; max: number } {
  const max = highest(curves);
  const min = lowest(curves);
  const air = (max - min || 1) * 0.08;
  return { min: min < 0 ? min - air : 0, max: max + air };
}

/** The dot at now, px, and how far from it its text stands. */
const [DOT, OFF] = [17, 22];

const line = (
  id: string,
  data: Point[],
  style: NonNullable<LineSeriesOption['lineStyle']>,
  z = 2,
): LineSeriesOption => ({
  id,
  type: 'line',
  data,
  showSymbol: false,
  silent: true,
  lineStyle: { cap: 'round', join: 'round', ...style },
  z,
});

/** Pure: curves × setting → what ECharts draws. Three grid lines, direct labels (drawn beside it), no legend. */
export function chartOption(curves: Curves, setting: Setting): EChartsCoreOption {
  const { palette, axis, timezone, gutter, dot } = setting;
  const { min, max } = rangeOf(curves);
  const text = { color: palette.t3, ...palette.letters.note };
  const grid: number[] = [];
  for (let value = Math.ceil(min / axis.interval) * axis.interval; value <= max; value += axis.interval)
    grid.push(value);
  const left = leftOf(
    grid.map((value) => axis.label(value)),
    palette.letters.note.fontSize,
  );
  const plot = setting.width - left - gutter;
  const times = timesOf(curves.from, curves.end, timezone, Math.max(2, Math.floor(plot / 100)));
  const labels = new Map(times.map(({ at, label }) => [at, label]));
  const single = curves.lines.length === 1;
  const last = single ? curves.lines[0]?.points.at(-1) : undefined;
  const span = Math.max(curves.end, curves.from + 1) - curves.from;
  const written = widthOf(dot, palette.letters.value.fontSize) + DOT;
  const early = last !== undefined && ((last[0] - curves.from) / span) * plot < written;
  const ahead = last !== undefined && last[0] < curves.end;
  const height = setting.height - GRID.top - GRID.bottom;
  const high = last !== undefined && GRID.top + height * (1 - (last[1] - min) / (max - min || 1)) < OFF * 1.5;
  const series: LineSeriesOption[] = [];
  if (curves.target !== undefined)
    series.push(
      line(
        'target',
        [
          [curves.from, curves.target],
          [curves.end, curves.target],
        ],
        { color: palette.t1, width: 1.5, type: [1.5, 5] },
        1,
      ),
    );
  series.push(line('then', curves.before, { color: palette.past, width: 2.5 }));
  series.push(line('forecast', curves.forecast, { color: palette.now, width: 2.5, type: [3, 7] }));
  if (ahead && last)
    series.push(
      line(
        'moment',
        [
          [last[0], min],
          [last[0], max],
        ],
        { color: palette.now, width: 1, opacity: 0.55 },
        1,
      ),
    );
  curves.lines.forEach(({ key, points }, index) => {
    const color = single ? palette.now : (palette.categories[index] ?? palette.t3);
    const drawn = line(`line ${key}`, points, { color, width: single ? 4.5 : 3 }, 3);
    series.push(single ? { ...drawn, areaStyle: { color, opacity: 0.14, origin: 0 } } : drawn);
  });
  if (last)
    series.push({
      id: 'dot',
      type: 'line',
      data: [last],
      silent: true,
      symbol: 'circle',
      symbolSize: DOT,
      itemStyle: { color: palette.now, borderColor: palette.ground, borderWidth: 3 },
      label: {
        ...palette.letters.value,
        show: dot !== '',
        position: early ? 'right' : 'left',
        distance: 4,
        offset: [0, high ? OFF : -OFF],
        color: palette.now,
        formatter: dot,
      },
      z: 4,
    });
  return {
    grid: { ...GRID, left, right: gutter, containLabel: false },
    xAxis: {
      type: 'value',
      min: curves.from,
      max: Math.max(curves.end, curves.from + 1),
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...text,
        customValues: times.map(({ at }) => at),
        formatter: (value: number) => labels.get(value) ?? '',
        ...(times[0]?.at === curves.from ? { alignMinLabel: 'left' } : {}),
        ...(times.at(-1)?.at === curves.end ? { alignMaxLabel: 'right' } : {}),
        margin: 8,
      },
    },
    yAxis: {
      type: 'value',
      min,
      max,
      axisLine: { show: false },
      axisTick: { show: false, customValues: grid },
      splitLine: { lineStyle: { color: palette.line } },
      axisLabel: { ...text, customValues: grid, formatter: (value: number) => axis.label(value), margin: MARGIN },
    },
    series,
  };
}
