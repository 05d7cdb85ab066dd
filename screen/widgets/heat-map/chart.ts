import type { EChartsCoreOption } from 'echarts/core';
import { mix, readable } from '../../chart/colour.ts';
import type { Palette } from '../../chart/palette.ts';
import { brief, type Locale, type Unit } from '../../format.ts';
import { timesOf } from '../axis.ts';
import { cut, widthOf } from '../width.ts';
import { type Field, stepOf } from './field.ts';

export interface Setting {
  width: number;
  height: number;
  locale: Locale;
  unit: Unit;
  labels: boolean;
}

const [LEAST_CELL, LABEL_ROW, AXIS] = [6, 28, 32];
export const NAMES = { 'zh-CN': 104, en: 150 } as const;

/** The newest moments that are wide enough to be seen. */
function fitting({ moments, rows, ...field }: Field, width: number): Field {
  const count = Math.max(1, Math.floor(width / LEAST_CELL));
  const cutRows = rows.map((row) => ({ ...row, values: row.values.slice(-count) }));
  return { ...field, moments: moments.slice(-count), rows: cutRows };
}

/** Pure: field × setting × tokens → what ECharts draws: six steps of one hue, values in the cells where they fit. */
export function chartOption(all: Field, setting: Setting, palette: Palette): EChartsCoreOption {
  const { width, height, locale, unit } = setting;
  const { note, body } = palette.letters;
  const left = NAMES[locale.language];
  const field = fitting(all, width - left);
  const { moments, rows, most } = field;
  const pitch = (width - left) / moments.length;
  const tall = (height - AXIS) / rows.length;
  const write = (value: number) => brief(value, unit, locale, 2);
  const widest = Math.max(
    ...rows.flatMap(({ values }) => values.map((value) => widthOf(write(value ?? 0), note.fontSize))),
  );
  const labelled = setting.labels && widest + 8 <= pitch && tall >= LABEL_ROW;
  const times = timesOf(
    moments[0] as number,
    moments.at(-1) as number,
    locale.timezone,
    Math.max(2, Math.floor((width - left) / 100)),
  );
  const texts = new Map(times.map(({ at, label }) => [at, label]));
  const names = rows.map(({ name }) => cut(name, body.fontSize, left - 12));
  const below = mix(palette.ground, palette.amber, 0.4);
  const bare = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  return {
    grid: { left, right: 0, top: 4, bottom: AXIS - 4, containLabel: false },
    xAxis: {
      ...bare,
      type: 'category',
      data: moments.map(String),
      axisLabel: {
        ...{ ...note, color: palette.t3, margin: 6 },
        interval: (index: number) => texts.has(moments[index] as number),
        formatter: (_: string, index: number) => texts.get(moments[index] as number) ?? '',
      },
    },
    yAxis: {
      ...bare,
      type: 'category',
      inverse: true,
      data: rows.map(({ key }) => key),
      axisLabel: {
        ...{ ...body, color: palette.t1, margin: left, align: 'left', interval: 0 },
        formatter: (_: string, index: number) => names[index] ?? '',
      },
    },
    visualMap: {
      ...{ type: 'piecewise', show: false, dimension: 2, seriesIndex: 0 },
      pieces: [{ value: -1, color: below }, ...palette.ramp.map((color, value) => ({ value, color }))],
    },
    series: [
      {
        id: 'cells',
        type: 'heatmap',
        silent: true,
        itemStyle: { borderColor: palette.ground, borderWidth: pitch > 12 ? 2 : 0 },
        data: rows.flatMap(({ values }, row) =>
          values.flatMap((value, place) => {
            if (value === undefined) return [];
            const step = stepOf(value, most, palette.ramp.length);
            const fill = palette.ramp[step] ?? below;
            const color = readable(fill, [palette.t1, palette.ground]);
            const label = { ...note, show: labelled, color, formatter: write(value) };
            return [{ value: [place, row, step], label }];
          }),
        ),
      },
    ],
  };
}
