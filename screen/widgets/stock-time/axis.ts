import { clock, dayKey, dayMark } from '../time.ts';

/** Where the parts of a row stand, px from the widget's left. */
export const AXIS = { left: 478, minutes: 120, marks: [0, 10, 30, 60, 90, 120], behind: 171 };

const MINUTE = 60_000;
const FAR = 10_000 * 1_440;

/** Px from zero at which a moment `minutes` from now stands, on a widget of `width`; the axis ends where it ends. */
export function along(minutes: number, width: number): number {
  const length = Math.max(0, width - AXIS.left - AXIS.behind);
  return (Math.min(AXIS.minutes, Math.max(0, minutes)) / AXIS.minutes) * length;
}

/** When what lasts `minutes` from `now`, epoch ms, is sold out: a time, on another day a date; undefined when nobody can say or it is. */
export function soldOutAt(minutes: number | undefined, now: number | undefined, timezone: string): string | undefined {
  if (minutes === undefined || now === undefined || minutes <= 0 || minutes > FAR) return undefined;
  const at = now + minutes * MINUTE;
  return dayKey(at, timezone) === dayKey(now, timezone) || minutes < 12 * 60
    ? clock(at, timezone, false)
    : dayMark(at, timezone);
}
