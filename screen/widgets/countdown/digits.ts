/** The faces a countdown may have, the largest first: px of its letters and of its line. */
export const FACES = [
  { face: 'hero', letter: 164, line: 156 },
  { face: 'live', letter: 72, line: 72 },
  { face: 'kpi', letter: 58, line: 54 },
  { face: 'clock', letter: 40, line: 52 },
] as const;

/** Widths of what stands in a countdown, of a letter's size. */
const WIDTH = { digit: 0.56, colon: 0.3, days: 0.85 };

export interface Remaining {
  /** None on the last day. */
  days: string;
  /** `02:47:24`, letter by letter. */
  clock: readonly string[];
}

/** What is left of `ms`, whole seconds rounded up, never below zero. */
export function remaining(ms: number): Remaining {
  const whole = Math.max(0, Math.ceil(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [Math.floor((whole % 86_400) / 3_600), Math.floor((whole % 3_600) / 60), whole % 60].map(two);
  const days = Math.floor(whole / 86_400);
  return { days: days > 0 ? String(days) : '', clock: [...clock.join(':')] };
}

/** The largest face in which it fits, with one line of `below` px under it; else the smallest. */
export function faceFor({ days }: Remaining, width: number, height: number, below: number): (typeof FACES)[number] {
  const letters = 6 * WIDTH.digit + 2 * WIDTH.colon + (days ? days.length * WIDTH.digit + WIDTH.days : 0);
  return (
    FACES.find(({ letter, line }) => letters * letter <= width && line + below <= height) ??
    (FACES[FACES.length - 1] as (typeof FACES)[number])
  );
}
