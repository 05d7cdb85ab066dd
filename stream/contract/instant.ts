/** Numbers below this are taken for seconds: as milliseconds they would lie before March 1973. */
export const LEAST_MS = 1e11;
const MOST_MS = 8.64e15;
const CIVIL = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):(\d\d))?$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Why something is not an instant; codes of the contract. */
export type InstantFault = 'at' | 'at_seconds' | 'at_zone';

/** Epoch ms of an RFC 3339 text with offset (fractions cut to ms, a leap second read as the next second) or of epoch ms; else what is wrong. */
export function readInstant(raw: unknown): number | InstantFault {
  if (typeof raw === 'number') {
    if (raw < LEAST_MS) return 'at_seconds';
    return Number.isInteger(raw) && raw <= MOST_MS ? raw : 'at';
  }
  if (typeof raw !== 'string' || raw.length > 64) return 'at';
  const parts = CIVIL.exec(raw);
  if (!parts) return 'at';
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > monthDays(year, month)) return 'at';
  if (hour > 23 || minute > 59 || second > 60) return 'at';
  if (!parts[8] && !parts[9]) return 'at_zone';
  const offsetHours = Number(parts[10] ?? 0);
  const offsetMinutes = Number(parts[11] ?? 0);
  if (offsetHours > 23 || offsetMinutes > 59) return 'at';
  const fraction = parts[7] ? Number(parts[7].slice(0, 3).padEnd(3, '0')) : 0;
  const offset = (offsetHours * 60 + offsetMinutes) * 60_000 * (parts[9] === '-' ? -1 : 1);
  return days(year, month, day) * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offset;
}

function monthDays(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Days since 1970-01-01 of a proleptic Gregorian date: Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil. */
function days(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}
