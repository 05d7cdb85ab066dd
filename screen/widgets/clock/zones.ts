import type { Language, Words } from '../../../layouts/document.ts';
import { clock, date, dayKey } from '../time.ts';
import { text } from '../words.ts';

/** Whether the engine knows the time zone. */
export function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false; // a RangeError is how the engine says no
  }
}

export interface Face {
  label: string;
  time: string;
  /** The date there, when it is asked for or another day than at home. */
  day: string;
}

/** One clock a zone. A zone without a label is called by its city. `now` in epoch ms. */
export function faces(
  zones: readonly { timezone: string; label?: Words | undefined }[],
  now: number,
  home: { timezone: string; language: Language },
  dates: boolean,
): Face[] {
  const today = dayKey(now, home.timezone);
  return zones.map(({ timezone, label }) => ({
    label: text(label, home.language) || (timezone.split('/').pop() ?? timezone).replace(/_/g, ' '),
    time: clock(now, timezone),
    day: dates || dayKey(now, timezone) !== today ? date(now, timezone, home.language) : '',
  }));
}
