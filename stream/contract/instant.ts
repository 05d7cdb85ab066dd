/** Numbers below this are taken for seconds: as milliseconds they would lie before March 1973. */
export const LEAST_MS = 1e11;
const MOST_MS = 8.64e15;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Why something is not an instant; codes of the contract. */
export type InstantFault = 'at' | 'at_seconds' | 'at_zone';

/** Epoch ms of an RFC 3339 text with offset (fractions cut to ms, a leap second read as the next second) or of epoch ms; else what is wrong. */
export function readInstant(raw: unknown): number | InstantFault {
  if (typeof raw === 'number') {
    if (raw < LEAST_MS) return 'at_seconds';
    return Number.isInteger(raw) && raw <= MOST_MS ? raw : 'at';
  }
  return typeof raw === 'string' && raw.length <= 64 ? readText(raw) : 'at';
}

function readText(text: string): number | InstantFault {
  const year = figures(text, 0, 4);
  const month = figures(text, 5, 2);
  const day = figures(text, 8, 2);
  const hour = figures(text, 11, 2);
  const minute = figures(text, 14, 2);
  const second = figures(text, 17, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > monthDays(year, month)) return 'at';
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return 'at';
  const middle = text[10];
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return 'at';
  if (middle !== 'T' && middle !== 't' && middle !== ' ') return 'at';
  let end = 19;
  let fraction = 0;
  if (text[end] === '.') {
    let scale = 100;
    for (end = 20; figures(text, end, 1) >= 0; end += 1) {
      fraction += figures(text, end, 1) * scale;
      scale = scale > 1 ? scale / 10 : 0;
    }
    if (end === 20) return 'at';
  }
  const offset = readOffset(text, end);
  if (typeof offset === 'string') return offset;
  return daysSince1970(year, month, day) * 86_400_000 + ((hour * 60 + minute - offset) * 60 + second) * 1000 + fraction;
}

/** Minutes east of UTC. */
function readOffset(text: string, start: number): number | InstantFault {
  const sign = text[start];
  if (sign === undefined) return 'at_zone';
  if (sign === 'Z' || sign === 'z') return text.length === start + 1 ? 0 : 'at';
  const hours = figures(text, start + 1, 2);
  const minutes = figures(text, start + 4, 2);
  if ((sign !== '+' && sign !== '-') || text[start + 3] !== ':' || text.length !== start + 6) return 'at';
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return 'at';
  return (hours * 60 + minutes) * (sign === '-' ? -1 : 1);
}

/** The number of `count` decimal figures, or -1. */
function figures(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index += 1) {
    const figure = text.charCodeAt(index) - 48;
    // Past the end charCodeAt is NaN, which is in no range.
    if (!(figure >= 0 && figure <= 9)) return -1;
    value = value * 10 + figure;
  }
  return value;
}

function monthDays(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}
