import type { Language } from '../../layouts/document.ts';

/** Length of a step of a query, ms; a day has 23 to 25 hours, so `1d` is only its usual length. */
export const STEP_MS = { '1s': 1_000, '1m': 60_000, '5m': 300_000, '15m': 900_000, '1h': 3_600_000, '1d': 86_400_000 };

const formats = new Map<string, Intl.DateTimeFormat>();
function format(key: string, language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${key} ${language} ${options.timeZone}`;
  const found = formats.get(name) ?? new Intl.DateTimeFormat(language, options);
  formats.set(name, found);
  return found;
}

/** `21:12:36` in the wall's time zone; without seconds `21:12`. `at` is epoch ms. */
export function clock(at: number, timezone: string, withSeconds = true): string {
  const options = {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: timezone,
  } as const;
  const text = format('clock', 'en-GB', options).format(at);
  return withSeconds ? text : text.slice(0, 5);
}

/** `11月10日 周二`, `Tue 10 Nov`. */
export function date(at: number, timezone: string, language: Language): string {
  const parts = format('date', language === 'en' ? 'en-GB' : 'zh-CN', {
    month: language === 'en' ? 'short' : 'numeric',
    day: 'numeric',
    weekday: 'short',
    timeZone: timezone,
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const month = part('month').replace('月', '');
  return language === 'en'
    ? `${part('weekday')} ${part('day')} ${month}`
    : `${month}月${part('day')}日 ${part('weekday')}`;
}

/** `08:00`, and its day when that is not `today` (a `dayKey`): `11月10日 20:00`, `10 Nov 20:00`. */
export function moment(at: number, timezone: string, language: Language, today: string | undefined): string {
  const time = clock(at, timezone, false);
  if (dayKey(at, timezone) === today) return time;
  const [first, ...rest] = date(at, timezone, language).split(' ');
  return `${language === 'en' ? rest.join(' ') : first} ${time}`;
}

/** The calendar day in the zone, as a key that sorts: `2026-11-10`. */
export function dayKey(at: number, timezone: string): string {
  return format('day', 'sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: timezone }).format(at);
}

/** How far the clocks of the zone are ahead of UTC at a moment, ms. */
export const offsetOf = (at: number, timezone: string): number =>
  Date.parse(`${dayKey(at, timezone)}T${clock(at, timezone)}Z`) - Math.floor(at / 1_000) * 1_000;

/** `11/11`: a day on a rail. */
export function dayMark(at: number, timezone: string): string {
  const [, month, day] = dayKey(at, timezone).split('-');
  return `${Number(month)}/${Number(day)}`;
}

const two = (value: number) => String(value).padStart(2, '0');

/** An age in words: `6 秒`, `2 分 14 秒`, `3 小时 05 分`, `4 天 02 小时`. */
export function age(seconds: number, language: Language): string {
  const [s, m, h, d] = language === 'en' ? [' s', ' min ', ' h ', ' d '] : [' 秒', ' 分 ', ' 小时 ', ' 天 '];
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole}${s}`;
  if (whole < 3_600) return `${Math.floor(whole / 60)}${m}${two(whole % 60)}${s}`;
  if (whole < 86_400) return `${Math.floor(whole / 3_600)}${h}${two(Math.floor((whole % 3_600) / 60))}${m.trimEnd()}`;
  return `${Math.floor(whole / 86_400)}${d}${two(Math.floor((whole % 86_400) / 3_600))}${h.trimEnd()}`;
}

/** A countdown: `02:47:24`, with days before it when there are any. Never below zero. */
export function countdown(ms: number, language: Language): string {
  const whole = Math.max(0, Math.ceil(ms / 1_000));
  const days = Math.floor(whole / 86_400);
  const rest = `${two(Math.floor((whole % 86_400) / 3_600))}:${two(Math.floor((whole % 3_600) / 60))}:${two(whole % 60)}`;
  return days > 0 ? `${days}${language === 'en' ? ' d ' : ' 天 '}${rest}` : rest;
}
