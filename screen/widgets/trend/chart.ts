import type { LineSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import type { Language } from '../../../layouts/document.ts';
import type { Palette } from '../../chart/palette.ts';
import type { Axis } from '../axis.ts';
import { timesOf } from '../axis.ts';
import { cut, widthOf } from '../width.ts';
import { type Curves, highest, lowest, type Point, valueAt } from './curve.ts';

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
  /** It moves too little to be eased: that would be twenty pictures for one. */
  still?: boolean;
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

/** The values with a grid line. */
function gridOf({ min, max }: { min: number; max: number }, interval: number): number[] {
  const grid: number[] = [];
  for (let value = Math.ceil(min / interval) * interval; value <= max; value += interval) grid.push(value);
  return grid;
}

/** Where the curves stand in a widget of this size, px; `note` is the size of the letters at the axes. */
function plotOf(curves: Curves, { width, height, axis, gutter }: Omit<Setting, 'palette' | 'timezone'>, note: number) {
  const { min, max } = rangeOf(curves);
  const grid = gridOf({ min, max }, axis.interval);
  const left = leftOf(
    grid.map((value) => axis.label(value)),
    note,
  );
  const room = { width: width - left - gutter, height: height - GRID.top - GRID.bottom };
  const span = Math.max(curves.end, curves.from + 1) - curves.from;
  const x = (at: number) => left + (room.width * (at - curves.from)) / span;
  const y = (value: number) => GRID.top + room.height * (1 - (value - min) / (max - min || 1));
  return { min, max, grid, left, room, span, x, y };
}

/** The dot at now, px, how far from it and how far above or below it its figure stands. */
const [DOT, AWAY, OFF] = [17, 4, 22];

/** Half of its height, and what of it stays clear of a line, px. */
const [HALF, CLEAR] = [13, 4];

/** Between what values a line runs over a stretch of time; undefined where it does not. */
function spanOf(line: readonly Point[], from: number, to: number): [low: number, high: number] | undefined {
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last || last[0] < from || first[0] > to) return undefined;
  const values = [
    ...line.filter(([at]) => at >= from && at <= to).map(([, value]) => value),
    ...[Math.max(from, first[0]), Math.min(to, last[0])].flatMap((at) => valueAt(line, at) ?? []),
  ];
  return values.length === 0 ? undefined : [Math.min(...values), Math.max(...values)];
}

/** Where the figure of the dot at now stands, px: its middle, and its edge at the dot. Beside it where no line runs through it; right of it while there is no room left of it. */
export function besideDot(
  curves: Curves,
  setting: Omit<Setting, 'palette' | 'timezone'>,
  text: string,
  letters: { note: number; value: number },
): { side: 'left' | 'right'; x: number; y: number } | undefined {
  const last = curves.lines.length === 1 ? curves.lines[0]?.points.at(-1) : undefined;
  if (!last) return undefined;
  const { left, x, y, room, span } = plotOf(curves, setting, letters.note);
  const [across, down] = [x(last[0]), y(last[1])];
  const away = DOT / 2 + AWAY;
  const width = widthOf(text, letters.value);
  if (across - left >= width + DOT) {
    const moment = (px: number) => curves.from + ((px - left) / (room.width || 1)) * span;
    const spans = (from: number, to: number) =>
      [...curves.lines.map(({ points }) => points), curves.before, curves.forecast].flatMap((line) => {
        const [low, high] = spanOf(line, moment(from), moment(to)) ?? [];
        return low === undefined || high === undefined ? [] : [{ top: y(high), bottom: y(low) }];
      });
    const beside = spans(across - away - width, across - away);
    const after = across + away + width <= left + room.width ? spans(across + away, across + away + width) : undefined;
    const isClear = (lines: typeof beside, at: number) =>
      at >= HALF &&
      at + HALF <= setting.height - GRID.bottom &&
      lines.every(({ top, bottom }) => bottom < at - HALF - CLEAR || top > at + HALF + CLEAR);
    const [above, below] = [down - OFF, down + OFF];
    const top = Math.min(down, ...beside.map((line) => line.top)) - OFF;
    const bottom = Math.max(down, ...beside.map((line) => line.bottom)) + OFF;
    for (const at of [above, below]) if (isClear(beside, at)) return { side: 'left', x: across - away, y: at };
    if (after)
      for (const at of [above, below]) if (isClear(after, at)) return { side: 'right', x: across + away, y: at };
    for (const at of [top, bottom]) if (isClear(beside, at)) return { side: 'left', x: across - away, y: at };
    return { side: 'left', x: across - away, y: down < OFF * 1.5 ? below : above };
  }
  // The lines that go on run through what stands beside them: above the highest of them, else below the dot.
  const end = last[0] + ((away + width) / (room.width || 1)) * span;
  const beside = [curves.before, curves.forecast].flatMap((line) => [
    ...line.filter(([at]) => at >= last[0] && at <= end).map(([, value]) => value),
    valueAt(line, end) ?? last[1],
  ]);
  const above = y(Math.max(last[1], ...beside)) - OFF;
  return { side: 'right', x: across + away, y: above < OFF / 2 ? down + OFF : above };
}

/** Where everything of the curves stands, px, and what is written at the axes. */
export function pictureOf(curves: Curves, size: { width: number; height: number }, axis: Axis): (number | string)[] {
  const { min, max } = rangeOf(curves);
  const across = size.width / (curves.end - curves.from || 1);
  const down = size.height / (max - min || 1);
  const picture: (number | string)[] = [`${curves.from} ${curves.end} ${axis.unit} ${axis.interval}`];
  const put = (value: number) => picture.push((value - min) * down);
  put(axis.interval);
  put(max);
  put(curves.target ?? min);
  const then = { key: 'then', points: curves.before };
  const forecast = { key: 'forecast', points: curves.forecast };
  for (const { key, points } of [...curves.lines, then, forecast]) {
    picture.push(`${key} ${points.length}`);
    for (const [at, value] of points) {
      picture.push((at - curves.from) * across);
      put(value);
    }
  }
  return picture;
}

/** Nobody sees a move of less; nobody sees whether one of less than the second was eased. Px. */
export const [UNSEEN, SMALL] = [0.5, 3];
/** Whether two pictures say the same, and nothing stands so many px elsewhere. */
export const looksLike = (
  one: readonly (number | string)[],
  other: readonly (number | string)[],
  within: number,
): boolean =>
  one.length === other.length &&
  one.every((part, index) => {
    const its = other[index];
    return typeof part === 'number' && typeof its === 'number' ? Math.abs(part - its) < within : part === its;
  });

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

/** Pure: curves × setting → what ECharts draws. Three grid lines, no legend; labels and the figure at the dot are the widget's own. */
export function chartOption(curves: Curves, setting: Setting): EChartsCoreOption {
  const { palette, axis, timezone, gutter, still } = setting;
  const { min, max, grid, left, room } = plotOf(curves, setting, palette.letters.note.fontSize);
  const text = { color: palette.t3, ...palette.letters.note };
  const times = timesOf(curves.from, curves.end, timezone, Math.max(2, Math.floor(room.width / 100)));
  const labels = new Map(times.map(({ at, label }) => [at, label]));
  const single = curves.lines.length === 1;
  const last = single ? curves.lines[0]?.points.at(-1) : undefined;
  const ahead = last !== undefined && last[0] < curves.end;
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
      z: 4,
    });
  return {
    ...(still ? { animation: false } : {}),
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
