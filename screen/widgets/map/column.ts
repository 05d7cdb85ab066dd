import { decimal, type Locale, percent, short, symbol, type Unit } from '../../format.ts';
import { say } from '../words.ts';

/** Values under each other: one unit, one number of decimals. */
export interface Column {
  /** 万元, ¥M, %; empty when they are plain. */
  unit: string;
  text: (value: number) => string;
}

const POWERS: Record<string, number> = { 亿: 8, 万: 4, B: 9, M: 6, K: 3 };
const FIGURES = 4;

/** How values up to `most` are written; cut off, never rounded up. */
export function columnOf(most: number, unit: Unit, locale: Locale): Column {
  if (unit === 'ratio') return { unit: '%', text: percent };
  if (unit === 'minutes')
    return { unit: say(locale.language, '分', 'min'), text: (value) => decimal(Math.floor(value), 0, 0) };
  const word = short(most, unit, locale, FIGURES).unit;
  const scale = POWERS[word] ?? 0;
  const money = unit === 'money';
  const minor = money ? locale.digits : 0;
  const whole = Math.floor(Math.log10(Math.max(1, most))) + 1 - scale - minor;
  const decimals = scale === 0 ? 0 : Math.max(0, FIGURES - whole);
  const yuan = money && locale.currency === 'CNY' && locale.language === 'zh-CN';
  const name = yuan ? `${scale ? word : ''}元` : (money ? symbol(locale) : '') + (scale ? word : '');
  const text = (value: number) => {
    const written = decimal(value, scale + minor, decimals);
    // Not nothing, however little of the unit.
    return value > 0 && !/[1-9]/.test(written) ? `<${decimal(1, decimals, decimals)}` : written;
  };
  return { unit: name, text };
}
