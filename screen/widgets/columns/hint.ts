import { exact, type Locale } from '../../format.ts';
import { clock } from '../time.ts';
import type { Columns } from './columns.ts';

const MOST = 40;

/** The newest places in words, with every digit. */
export const hintOf = ({ places, series, unit }: Columns, locale: Locale): string =>
  places
    .map(({ name, at }, index) => {
      const values = series.map(({ values: one }) => exact(one[index], unit, locale)).join(' · ');
      return `${at === undefined ? name : clock(at, locale.timezone, false)} ${values}`;
    })
    .slice(-MOST)
    .join('\n');
