import type { Language } from '../../../layouts/document.ts';
import type { Watched } from '../../../stream/contract/query.ts';
import type { Answer } from '../../../stream/contract/reading.ts';
import { ABSENT, decimal } from '../../format.ts';
import { named, type Row, ranked } from '../rows.ts';
import { type Urgency, urgency } from '../table/lines.ts';
import { say } from '../words.ts';

export const COVER = 'stock_cover_minutes';
export const AVAILABLE = 'stock_available';

/** What is asked for when the layout asks for nothing: the 100 that sell most. */
export const HOT: Watched = { metrics: ['units', COVER, AVAILABLE], by: 'sku', window: '15m', sort: 'units', top: 100 };

/** How long one SKU still lasts. */
export interface Cover {
  key: string;
  row: Row;
  /** Undefined when none sold, or the stock is unknown. */
  minutes: number | undefined;
  available: number | undefined;
  /** Units a minute, as far as it can be told. */
  pace: number | undefined;
  urgency: Urgency;
}

/** The first `count` by what runs out first; behind them, by key, those of which that is not known. */
export function covers(answer: Answer | undefined, count: number): Cover[] {
  return named(ranked(answer, COVER))
    .filter(({ group }) => group.values[COVER] !== undefined || group.values[AVAILABLE] !== undefined)
    .sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity) || 0)
    .slice(0, count)
    .map((row) => {
      const available = row.group.values[AVAILABLE];
      const pace =
        available !== undefined && row.value !== undefined && row.value > 0 ? available / row.value : undefined;
      return { key: row.key, row, minutes: row.value, available, pace, urgency: urgency(row.value) };
    });
}

/** `余 20 件`; below zero more was sold than there was: `超卖 3 件`. `units` writes the amount. */
export function leftText(available: number | undefined, units: (amount: number) => string, language: Language): string {
  if (available === undefined) return say(language, `余 ${ABSENT} 件`, `${ABSENT} left`);
  return available < 0
    ? say(language, `超卖 ${units(-available)} 件`, `${units(-available)} oversold`)
    : say(language, `余 ${units(available)} 件`, `${units(available)} left`);
}

/** `22 分`, `5 小时`, `3 天`; cut off: what is called 30 minutes lasts at least so long. What is gone is 售罄. */
export function coverText({ minutes, available }: Cover, language: Language): string {
  if (minutes === undefined && (available ?? 1) > 0) return ABSENT;
  return (available ?? 1) <= 0 ? lasting(0, language) : lasting(minutes ?? 0, language);
}

/** How long something lasts that lasts `minutes`, on every wall in the same units. */
export function lasting(minutes: number, language: Language): string {
  if (minutes <= 0) return say(language, '售罄', 'Out');
  const whole = Math.floor(minutes);
  if (whole < 120) return `${whole} ${say(language, '分', 'min')}`;
  if (whole < 48 * 60) return `${Math.floor(whole / 60)} ${say(language, '小时', 'h')}`;
  return `${decimal(Math.min(9_999, Math.floor(whole / 1_440)), 0, 0)} ${say(language, '天', 'd')}`;
}
