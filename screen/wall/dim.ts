import type { Dim } from '../../layouts/document.ts';
import { clock } from '../widgets/time.ts';

const DAY = 1_440;
/** Minutes that growing dark, and light again, take. */
const DUSK = 15;

const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** The wish `?dim=22:00-07:00` or `?dim=22:00-07:00,0.4`; undefined when it is none. `?dim=off` is `null`: never dim. */
export function readDim(wish: string | null): Dim | null | undefined {
  if (wish === 'off') return null;
  const [, from, to, level] =
    /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)(?:,(0\.\d{1,2}))?$/.exec(wish ?? '') ?? [];
  if (from === undefined || to === undefined) return undefined;
  return { from, to, level: Math.max(0.3, Number(level ?? 0.5)) };
}

/** How much light is taken away in this minute: 0 by day, 1 − `level` in the night, in between at its ends. `now` is epoch ms. */
export function darkness({ from, to, level }: Dim, now: number, timezone: string): number {
  const since = (minutes(clock(now, timezone, false)) - minutes(from) + DAY) % DAY;
  const length = (minutes(to) - minutes(from) + DAY) % DAY;
  if (since >= length) return 0;
  const share = Math.min(1, (since + 1) / DUSK, (length - since) / DUSK);
  return Math.round((1 - level) * share * 100) / 100;
}
