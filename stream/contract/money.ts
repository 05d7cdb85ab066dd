/** The largest amount one event may name, in minor units. */
export const MOST_MINOR = 1e13;
const POINT = 46;
const ZERO = 48;

/**
 * The integer minor units of a decimal string, or undefined when `text` is not `^(0|[1-9]\d*)(\.\d+)?$`, has more than
 * `digits` decimals, or is above 10^13 minor units. No float is ever in between.
 */
export function parseMoney(text: string, digits: number): number | undefined {
  const { length } = text;
  if (length === 0 || length > 20) return undefined;
  let minor = 0;
  let decimals = -1;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === POINT) {
      if (decimals >= 0 || index === 0) return undefined;
      decimals = 0;
      continue;
    }
    const figure = code - ZERO;
    if (figure < 0 || figure > 9) return undefined;
    if (decimals >= 0) decimals += 1;
    else if (index === 1 && minor === 0) return undefined;
    minor = minor * 10 + figure;
    if (minor > MOST_MINOR) return undefined;
  }
  if (decimals === 0 || decimals > digits) return undefined;
  for (let missing = digits - Math.max(decimals, 0); missing > 0; missing -= 1) minor *= 10;
  return minor > MOST_MINOR ? undefined : minor;
}

/** The exact decimal string of integer minor units: `formatMoney(29900, 2) === '299.00'`. */
export function formatMoney(minor: number, digits: number): string {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${minor} is not a whole number of minor units`);
  if (digits === 0) return String(minor);
  const figures = String(Math.abs(minor)).padStart(digits + 1, '0');
  return `${minor < 0 ? '-' : ''}${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
}

/** The same of an average, whose fraction of a minor unit is rounded to the nearest; halves go away from zero. */
export function formatAverage(minor: number, digits: number): string {
  const whole = Math.sign(minor) * Math.round(Math.abs(minor));
  return formatMoney(whole + 0, digits);
}
