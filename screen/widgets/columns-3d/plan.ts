import { brief, type Locale } from '../../format.ts';
import { axisOf, timesOf } from '../axis.ts';
import { round } from '../columns/chart.ts';
import type { Columns } from '../columns/columns.ts';
import { cut, widthOf } from '../width.ts';
import { pointOf, type Space, spaceFor } from './space.ts';

export interface Setting {
  width: number;
  height: number;
  locale: Locale;
}

/** A text over the drawing; px from its upper left corner, where its middle or its right end stands. */
export interface Label {
  key: string;
  text: string;
  tone: 'value' | 'place' | 'axis';
  left: number;
  top: number;
}

/** Where the box of a drawing stands, which heights have a line, and what is written over it. */
export interface Plan {
  space: Space;
  /** Px from the middle of the widget to that of the box. */
  aside: number;
  min: number;
  max: number;
  /** Distance of two lines, in the metric's unit. */
  interval: number;
  /** The lines have values, the columns none. */
  ruled: boolean;
  labels: Label[];
}

/** Where the top of a column ends, for a text that stands above it. */
const BEHIND = -0.33;
/** Px: of the letters of a note, and what stands between them. */
const [LETTER, GAP, LINE, TIME] = [20, 12, 34, 90];

/** Values at the columns where they fit, else at the lines. Pure: columns × setting → where everything stands. */
export function planOf(columns: Columns, { width, height, locale }: Setting): Plan {
  const { places, series, unit, min } = columns;
  const max = columns.max === min ? min + 1 : columns.max;
  const { interval } = axisOf(Math.max(max, -min), unit, locale);
  const [alone] = series.length === 1 ? series : [];
  const tops = alone?.values.map((value) => brief(value, unit, locale)) ?? [];
  const widest = Math.max(0, ...tops.map((text) => widthOf(text, LETTER)));
  const ruled = !alone || widest + GAP > (width - LINE) / places.length;
  const lines = ruled
    ? linesOf(min, max, interval).map((value) => ({
        value,
        text: value === 0 ? '0' : round(brief(value, unit, locale)),
      }))
    : [];
  const left = ruled ? Math.max(0, ...lines.map(({ text }) => widthOf(text, LETTER))) + GAP : 0;
  const space = spaceFor(places.length, series.length, { width: width - left, height: height - LINE * 2 }, height);
  const at = (parts: [number, number, number]) => {
    const [x, y] = pointOf(space, height, parts);
    return { left: (width + left) / 2 + x, top: height / 2 + y };
  };
  const level = (value: number) => (value - min) / (max - min) - 0.5;
  const along = (place: number) => (place + 0.5) / places.length - 0.5;
  const named = placeTexts(columns, locale, LETTER, width - left);
  return {
    ...{ space, aside: left / 2, min, max, interval, ruled },
    labels: [
      ...lines.map(({ value, text }): Label => {
        const { left: x, top } = at([-0.5, level(value), 0.5]);
        return { key: `axis ${value}`, text, tone: 'axis', left: x - GAP, top: top - LINE / 2 };
      }),
      ...named.flatMap((text, place): Label[] => {
        if (!text) return [];
        const key = `place ${places[place]?.key}`;
        return [{ key, text, tone: 'place', ...at([along(place), -0.5, 0.5]) }];
      }),
      ...(ruled ? [] : tops).map((text, place): Label => {
        const { left: x, top } = at([along(place), level(Math.max(0, alone?.values[place] ?? 0)), BEHIND]);
        return { key: `value ${places[place]?.key}`, text, tone: 'value', left: x, top: top - LINE };
      }),
    ],
  };
}

/** Round values from the lowest to the highest, zero among them. */
function linesOf(min: number, max: number, interval: number): number[] {
  const lines: number[] = [];
  for (let step = Math.ceil(min / interval); step * interval <= max; step += 1) lines.push(step * interval || 0);
  return lines;
}

/** Round times where the places are moments, otherwise every group by its name, cut to its place. */
function placeTexts({ places }: Columns, { timezone }: Locale, size: number, room: number): string[] {
  const moments = places.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined)
    return places.map(({ name }) => cut(name, size, room / places.length - GAP / 2));
  const times = timesOf(first, last, timezone, Math.max(2, Math.floor(room / TIME)));
  const texts = new Map(times.map(({ at, label }) => [at, label]));
  return moments.map((moment) => texts.get(moment) ?? '');
}
