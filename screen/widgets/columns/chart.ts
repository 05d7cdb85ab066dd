import type { BarSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import { shades } from '../../chart/colour.ts';
import type { Palette } from '../../chart/palette.ts';
import { brief, type Locale } from '../../format.ts';
import { axisOf, timesOf } from '../axis.ts';
import { cut, widthOf } from '../width.ts';
import type { Columns } from './columns.ts';

export interface Setting {
  width: number;
  height: number;
  locale: Locale;
  /** Values at the columns, if they fit; otherwise the axis has them. */
  labels: boolean;
}

const [LEAST_PITCH, WIDEST] = [5, 64];
const [ABOVE, BELOW, AXIS, AIR] = [34, 34, 8, 0.14];

/** The newest places that are wide enough to be seen. */
export function fitting(columns: Columns, width: number): Columns {
  const count = Math.max(1, Math.floor(width / LEAST_PITCH));
  if (columns.places.length <= count || columns.places[0]?.at === undefined) return columns;
  const newest = <Value>(values: readonly Value[]) => values.slice(-count);
  const series = columns.series.map((one) => ({ ...one, values: newest(one.values), before: newest(one.before) }));
  return { ...columns, places: newest(columns.places), series };
}

/** The colours of the series, in their order: the quiet blue for a single one, its shades for those of a stack. */
export const coloursOf = ({ series }: Columns, palette: Palette): string[] =>
  series.length === 1 ? [palette.bar] : shades(palette.now, palette.s2, series.length);

/** Where a value is written: beyond its bar and the line of then. */
const edge = (value: number, before = 0) => (value < 0 ? Math.min(value, before) : Math.max(value, before));

/** What is written at each place: the sum of a stack, or the value. Undefined when nothing of it is known. */
function topsOf({ series, places }: Columns): (number | undefined)[] {
  return places.map((_, place) => {
    const known = series.map(({ values }) => values[place]).filter((value) => value !== undefined);
    return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
  });
}

/** Pure: columns × setting × tokens → what ECharts draws. Values at the columns where they fit, else three grid lines. */
export function chartOption(all: Columns, setting: Setting, palette: Palette): EChartsCoreOption {
  const columns = fitting(all, setting.width);
  const { places, series, stacked, unit, min, max } = columns;
  const { locale } = setting;
  const { note, mark } = palette.letters;
  const tops = topsOf(columns);
  const written = tops.map((value) => brief(value, unit, locale));
  const pitchOf = (left: number) => (setting.width - left) / places.length;
  const widest = Math.max(...written.map((text) => widthOf(text, mark.fontSize)));
  const labelled = setting.labels && (stacked || series.length === 1) && widest + 6 <= pitchOf(0);
  const scale = gridLines(columns, setting);
  const marks = new Map(scale.map((value) => [value, value === 0 ? '0' : round(brief(value, unit, locale))]));
  const left = labelled ? 0 : Math.max(...[...marks.values()].map((text) => widthOf(text, note.fontSize))) + 12;
  const pitch = pitchOf(left);
  const bar = Math.min(WIDEST, pitch * 0.62);
  const colours = coloursOf(columns, palette);
  const timed = places[0]?.at !== undefined;
  const bars = series.map((one, index): BarSeriesOption => {
    const color = colours[index] as string;
    return {
      id: one.key,
      type: 'bar',
      ...(stacked ? { stack: 'all' } : {}),
      barWidth: stacked || series.length === 1 ? bar : Math.min(WIDEST, (pitch * 0.8) / series.length),
      barGap: '12%',
      silent: true,
      itemStyle: { color, ...(stacked ? { borderColor: palette.ground, borderWidth: bar > 12 ? 1 : 0 } : {}) },
      data: one.values.map((value, place) =>
        timed && series.length === 1 && place === places.length - 1
          ? { value: value ?? '-', itemStyle: { color: palette.now } }
          : (value ?? '-'),
      ),
    };
  });
  const grid = {
    ...{ left, right: 0, top: labelled ? ABOVE : 12, bottom: BELOW },
    containLabel: false,
  };
  const line: ScatterSeriesOption = {
    ...{ id: 'then', type: 'scatter', silent: true, symbol: 'rect', symbolSize: [bar + 10, 3], z: 4 },
    itemStyle: { color: palette.t1 },
    data: series.length === 1 ? (series[0]?.before ?? []).map((value) => value ?? '-') : [],
  };
  const values: ScatterSeriesOption = {
    ...{ id: 'values', type: 'scatter', silent: true, symbolSize: 0, z: 5 },
    data: labelled
      ? tops.map((value, place) => ({
          value: edge(value ?? 0, series.length === 1 ? series[0]?.before[place] : undefined),
          label: {
            ...mark,
            show: true,
            color: value === undefined ? palette.t3 : palette.t1,
            position: (value ?? 0) < 0 ? 'bottom' : 'top',
            distance: 4,
            formatter: written[place] as string,
          },
        }))
      : [],
  };
  return {
    grid,
    xAxis: {
      type: 'category',
      data: places.map(({ key }) => key),
      axisLine: { lineStyle: { color: palette.line2, width: 1 }, onZero: true },
      axisTick: { show: false },
      axisLabel: { ...note, color: palette.t3, margin: AXIS, ...placeLabels(columns, setting, pitch, palette) },
    },
    yAxis: {
      type: 'value',
      min: labelled && min < 0 ? min - (max - min) * AIR : min,
      max: max === min ? min + 1 : max,
      axisLine: { show: false },
      axisTick: { show: false, customValues: scale },
      splitLine: { show: !labelled, lineStyle: { color: palette.line } },
      axisLabel: {
        ...{ ...note, show: !labelled, color: palette.t3, margin: 12, customValues: scale },
        formatter: (value: number) => marks.get(value) ?? '',
      },
    },
    series: [...bars, line, values],
  };
}

/** A round value without the zeros behind its point: 10.00亿 → 10亿. */
export const round = (text: string) => text.replace(/\.(\d*?)0+(?=\D*$)/, (_, kept: string) => kept && `.${kept}`);

function gridLines({ min, max, unit }: Columns, { locale, height }: Setting): number[] {
  const { interval } = axisOf(Math.max(max, -min), unit, locale);
  const count = (max - min) / interval + 1;
  const stride = interval * Math.max(1, Math.ceil((count * ABOVE) / Math.max(1, height - BELOW)));
  const lines: number[] = [];
  for (let value = Math.ceil(min / stride) * stride; value <= max; value += stride) lines.push(value === 0 ? 0 : value);
  return lines;
}

/** Round times where the places are moments, otherwise every group by its name, cut to its place. */
function placeLabels({ places }: Columns, { width, locale }: Setting, pitch: number, { letters }: Palette) {
  const moments = places.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined) {
    const names = places.map(({ name }) => cut(name, letters.note.fontSize, pitch - 8));
    return { interval: 0, formatter: (_: string, index: number) => names[index] ?? '' };
  }
  const times = timesOf(first, last, locale.timezone, Math.max(2, Math.floor(width / 100)));
  const texts = new Map(times.map(({ at, label }) => [at, label]));
  return {
    interval: (index: number) => texts.has(moments[index] as number),
    formatter: (_: string, index: number) => texts.get(moments[index] as number) ?? '',
  };
}
