import { type Locale, MINUS, symbol, type Unit } from '../format.ts';
import { clock, dayMark, offsetOf } from './time.ts';

export interface Axis {
  /** Distance of two grid lines, in the metric's own unit. */
  interval: number;
  /** What all labels are in: 亿元, M, %. Empty when they are plain. */
  unit: string;
  /** A value as a label, without the unit; `close` with the decimals that tell it from its neighbours; too little of the unit to be told is `<0.01`, not 0. */
  label: (value: number, close?: boolean) => string;
}

/** The largest of 1, 2, 2.5, 5 × 10^n that is not above `value`. */
export function niceBelow(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const head = value / power + 1e-9;
  return (head >= 5 ? 5 : head >= 2.5 ? 2.5 : head >= 2 ? 2 : 1) * power;
}

/** With so many decimals, cut off as every other figure of a wall is. */
const cutOff = (value: number, decimals: number) =>
  (Math.floor(value * 10 ** decimals + 1e-6) / 10 ** decimals).toFixed(decimals);

const SCALES = {
  'zh-CN': [
    [1e8, '亿'],
    [1e4, '万'],
  ],
  en: [
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'K'],
  ],
} as const;

/** How values up to `most` are labelled: one unit for the whole axis, grid lines at its half. */
export function axisOf(most: number, unit: Unit, locale: Locale): Axis {
  const { language } = locale;
  const one = unit === 'money' ? 10 ** locale.digits : unit === 'ratio' ? 0.01 : 1;
  const [size, word] = SCALES[language].find(([from]) => most / one >= from) ?? [1, ''];
  const money = unit === 'money' ? (language === 'zh-CN' && locale.currency === 'CNY' ? '元' : symbol(locale)) : '';
  const suffix = unit === 'ratio' ? '%' : unit === 'minutes' ? (language === 'en' ? 'min' : '分') : '';
  const named = money === '元' || money === '' ? word + money : money + word;
  const label = (value: number, close = false) => {
    const shown = Math.abs(value) / one / size;
    const text = close ? cutOff(shown, shown < 100 ? 2 : shown < 1_000 ? 1 : 0) : String(Number(shown.toPrecision(4)));
    // Not nothing, however little of the unit.
    if (close && value !== 0 && Number(text) === 0) return value < 0 ? `>${MINUS}0.01` : '<0.01';
    const [whole = '', fraction] = text.split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
    return (value < 0 && Number(text) !== 0 ? MINUS : '') + grouped;
  };
  return { interval: niceBelow((most || one * 2) / 2), unit: named + suffix, label };
}

const MINUTE = 60_000;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1_440, 2_880, 10_080, 43_200].map((m) => m * MINUTE);
const DAY = 1_440 * MINUTE;
const LONGEST = 43_200 * MINUTE;

/** At most `count` moments on round local times between `from` and `end`, both epoch ms, and how they are written. */
export function timesOf(from: number, end: number, timezone: string, count: number): { at: number; label: string }[] {
  const step = STEPS.find((one) => (end - from) / one <= count) ?? Math.ceil((end - from) / count / LONGEST) * LONGEST;
  // Counted on the clock of the zone, where a day may have 23 or 25 hours.
  const begin = from + offsetOf(from, timezone);
  const midnight = Math.floor(begin / DAY) * DAY;
  const momentOf = (local: number) => {
    const near = local - offsetOf(local - offsetOf(from, timezone), timezone);
    return local - offsetOf(near, timezone);
  };
  const days = step >= DAY;
  const label = (at: number) => {
    if (days) return dayMark(at, timezone);
    const text = clock(at, timezone, false);
    return at === end && text === '00:00' ? '24:00' : text;
  };
  const times: { at: number; label: string }[] = [];
  for (let local = midnight + Math.ceil((begin - midnight) / step) * step; ; local += step) {
    const at = momentOf(local);
    if (at > end) return times;
    // Hours that a clock skips are no moments.
    if (at >= from && at > (times.at(-1)?.at ?? Number.NEGATIVE_INFINITY)) times.push({ at, label: label(at) });
  }
}
