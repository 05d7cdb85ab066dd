import type { Language } from '../layouts/document.ts';
import type { Unit } from '../stream/metrics/define.ts';

/** How a number becomes words: the wall's language; currency, its decimal digits and the time zone are the server's. */
export interface Locale {
  language: Language;
  currency: string;
  digits: number;
  timezone: string;
}
export type { Unit };

/** A number as it is set: what stands before it, the number, the unit after it. */
export interface Figure {
  prefix: string;
  text: string;
  unit: string;
}

export const ABSENT = '—';
export const MINUS = '\u2212';
const NOTHING: Figure = { prefix: '', text: ABSENT, unit: '' };

/** Powers of ten at which a short form changes its unit, and from how many digits on it is used. */
const SCALES: Record<Language, readonly { power: number; from: number; unit: string }[]> = {
  'zh-CN': [
    { power: 8, from: 9, unit: '亿' },
    { power: 4, from: 5, unit: '万' },
  ],
  en: [
    { power: 9, from: 10, unit: 'B' },
    { power: 6, from: 7, unit: 'M' },
    { power: 3, from: 6, unit: 'K' },
  ],
};

const thousands = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** `value` ÷ 10^`power`, cut off (never rounded up) after `decimals`, with thousands separators; by digits, without floats. */
export function decimal(value: number, power: number, decimals: number): string {
  const digits = BigInt(Math.round(Math.abs(value)))
    .toString()
    .padStart(power + 1, '0');
  const whole = thousands(digits.slice(0, digits.length - power));
  const fraction = digits.slice(digits.length - power, digits.length - power + decimals);
  const text = whole + (fraction ? `.${fraction}` : '');
  return (value < 0 && /[1-9]/.test(text) ? MINUS : '') + text;
}

const symbols = new Map<string, string>();
/** The currency's narrow symbol: ¥, £, $. */
export function symbol({ currency, language }: Locale): string {
  const key = `${language} ${currency}`;
  let found = symbols.get(key);
  if (found === undefined) {
    const parts = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
    found = parts.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
    symbols.set(key, found);
  }
  return found;
}

/** Chinese yuan in Chinese are written with 元 behind the number, everything else with a symbol before it. */
const yuan = ({ currency, language }: Locale) => currency === 'CNY' && language === 'zh-CN';

/** Every digit: `1,268,435,210,906.42`. Money is in minor units. Absent is —. */
export function exact(value: number | undefined, unit: Unit, locale: Locale): string {
  if (value === undefined) return ABSENT;
  if (unit === 'ratio') return `${percent(value)}%`;
  if (unit === 'minutes') return decimal(Math.trunc(value), 0, 0);
  return unit === 'money' ? decimal(value, locale.digits, locale.digits) : decimal(value, 0, 0);
}

/** Exact money with its symbol, without decimals when they are all 0: `¥38,640`. */
export function amount(value: number, locale: Locale): string {
  const whole = value % 10 ** locale.digits === 0;
  const text = decimal(Math.abs(value), locale.digits, whole ? 0 : locale.digits);
  return (value < 0 ? MINUS : '') + symbol(locale) + text;
}

/** A ratio in percent, without the sign: two decimals below 1 %, else one. */
export function percent(ratio: number): string {
  const hundredths = Math.abs(ratio) * 100;
  const text = hundredths.toFixed(hundredths < 0.995 && hundredths > 0 ? 2 : 1);
  return (ratio < 0 && Number(text) > 0 ? MINUS : '') + text;
}

/** A share of a goal in percent: rounded, but 100 is only said of what is reached. */
export const reached = (share: number): string => percent(share < 1 ? Math.min(share, 0.999) : share);

/** The short form for reading at a distance, with at least `figures` digits that count: 1,234.5万, 1.2345亿, 12.345M. Below 5 figures small amounts lose their decimals. */
export function short(value: number | undefined, unit: Unit, locale: Locale, figures = 5): Figure {
  if (value === undefined || !Number.isFinite(value)) return NOTHING;
  const { language } = locale;
  if (unit === 'ratio') return { prefix: '', text: percent(value), unit: '%' };
  if (unit === 'minutes')
    return { prefix: '', text: decimal(Math.trunc(value), 0, 0), unit: language === 'en' ? 'min' : '分' };
  const money = unit === 'money';
  const minor = money ? locale.digits : 0;
  const places = Math.max(0, BigInt(Math.round(Math.abs(value))).toString().length - minor);
  const scale = SCALES[language].find(({ from }) => places >= from);
  const prefix = money && !yuan(locale) ? symbol(locale) : '';
  if (!scale) {
    const text = decimal(value, minor, figures < 5 ? 0 : minor);
    return signed(prefix, text, money && yuan(locale) ? '元' : '');
  }
  const least = scale.power >= 8 ? 2 : figures >= 5 ? 1 : 0;
  const decimals = Math.max(least, figures - (places - scale.power));
  return signed(prefix, decimal(value, scale.power + minor, decimals), scale.unit);
}

/** The minus stands before the currency. */
const signed = (prefix: string, text: string, unit: string): Figure =>
  text.startsWith(MINUS) && prefix ? { prefix: MINUS + prefix, text: text.slice(1), unit } : { prefix, text, unit };

/** A short form as running text: no space before 亿, 万 or K. */
export function brief(value: number | undefined, unit: Unit, locale: Locale, figures = 3): string {
  const { prefix, text, unit: suffix } = short(value, unit, locale, figures);
  return prefix + text + (suffix === '元' || suffix === 'min' ? ` ${suffix}` : suffix);
}

export interface Delta {
  direction: 'up' | 'down' | 'flat';
  /** Without sign: the arrow says it. */
  text: string;
}

/** How far `value` is from `then`: in percent, for ratios in points. Absent when either is, or there is nothing to divide by. */
export function delta(
  value: number | undefined,
  then: number | undefined,
  unit: Unit,
  language: Language,
): Delta | undefined {
  if (value === undefined || then === undefined) return undefined;
  if (unit === 'ratio') {
    const points = (value - then) * 100;
    const text = Math.abs(points).toFixed(Math.abs(points) < 0.1 ? 2 : 1);
    return { direction: turn(points, text), text: `${text} ${language === 'en' ? 'pt' : '点'}` };
  }
  if (then <= 0) return undefined;
  const share = value / then - 1;
  const far = share >= 10;
  if (share >= 1_000) return { direction: 'up', text: language === 'en' ? '>×1,000' : '超千倍' };
  const text = far ? (value / then).toFixed(1) : (Math.abs(share) * 100).toFixed(1);
  return { direction: turn(share, text), text: far ? (language === 'en' ? `×${text}` : `${text} 倍`) : `${text}%` };
}

const turn = (difference: number, text: string): Delta['direction'] =>
  Number(text) === 0 ? 'flat' : difference > 0 ? 'up' : 'down';
