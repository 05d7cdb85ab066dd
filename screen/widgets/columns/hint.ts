import { exact, type Locale } from '../../format.ts';
import { clock, dayKey, dayMark, moment } from '../time.ts';
import type { Columns } from './columns.ts';

const MOST = 40;

/** The newest places in words, with every digit: days by their date, moments of another day than the newest with theirs. */
export function hintOf({ places, series, step, unit }: Columns, locale: Locale): string {
  const { timezone, language } = locale;
  const newest = dayKey(places.at(-1)?.at ?? 0, timezone);
  const when = (at: number) => {
    if (step === '1d') return dayMark(at, timezone);
    return step === '1s' ? clock(at, timezone) : moment(at, timezone, language, newest);
  };
  return places
    .map(({ name, at }, index) => {
      const values = series.map(({ values: one }) => exact(one[index], unit, locale)).join(' · ');
      return `${at === undefined ? name : when(at)} ${values}`;
    })
    .slice(-MOST)
    .join('\n');
}

/** The share of the width over which the places lie that the hint names. */
export const reachOf = ({ places }: Columns): number => Math.min(1, MOST / Math.max(1, places.length));
