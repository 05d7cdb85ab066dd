import type { Answer } from '../../../stream/contract/reading.ts';
import { titleOf } from '../names.ts';
import { asReading, named, ranked } from '../rows.ts';

export interface NextOut {
  key: string;
  title: string;
  available: number | undefined;
  /** Units a minute at the present pace. */
  pace: number | undefined;
  /** When it runs out at that pace, epoch ms. */
  outAt: number;
}
export interface Outlook {
  next: NextOut | undefined;
  /** Products of the reading whose cover is known. */
  known: number;
  /** Products sold lately that have nothing left. */
  gone: number;
  /** Products that run out within an hour. */
  soon: number;
}

const COVER = 'stock_cover_minutes';
const MINUTE = 60_000;
/** What lasts longer does not run out, and two tiles have no more days. */
const FAR_MINUTES = 99 * 1_440;

/** What runs out next, from a reading by SKU with its cover and what is available, at the pace of the last 15 minutes. */
export function outlook(answer: Answer | undefined): Outlook | undefined {
  const reading = asReading(answer);
  if (!reading) return undefined;
  const rows = named(ranked(answer, COVER)).filter(({ value }) => value !== undefined);
  const left = rows.filter(({ value }) => (value as number) > 0);
  const first = left.filter(({ value }) => (value as number) <= FAR_MINUTES).at(-1);
  const minutes = first?.value ?? 0;
  const available = first?.group.values.stock_available;
  return {
    next: first && {
      key: first.key,
      title: titleOf(first.key, first.group),
      available,
      pace: available === undefined ? undefined : available / minutes,
      outAt: reading.asOf + minutes * MINUTE,
    },
    known: rows.length,
    gone: rows.length - left.length,
    soon: left.filter(({ value }) => (value as number) < 60).length,
  };
}

/** What two tiles and two tiles count. */
export type Scale = 'days' | 'hours' | 'minutes';

/** A time left as tiles: days and hours from 48 hours on, hours and minutes from one on, else minutes and seconds. `ms` below 0 is 0. */
export function leftOf(ms: number): { large: number; small: number; scale: Scale } {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const scale = seconds >= 48 * 3_600 ? 'days' : seconds >= 3_600 ? 'hours' : 'minutes';
  const [unit, parts] = { days: [3_600, 24], hours: [60, 60], minutes: [1, 60] }[scale] as [number, number];
  const of = Math.floor(seconds / unit);
  return { large: Math.floor(of / parts), small: of % parts, scale };
}
