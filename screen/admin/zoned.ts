const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment as the clock of a zone shows it: `2026-11-11T20:00`, as the date fields of a browser write it. */
export function zoned(at: number, timezone: string): string {
  const found =
    formats.get(timezone) ??
    new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: timezone });
  formats.set(timezone, found);
  return found.format(at).replace(' ', 'T');
}

const FORM = /^\d{4,5}-\d\d-\d\dT\d\d:\d\d$/;
const DAY_MS = 86_400_000;

/**
 * The moment at which the clock of a zone shows this, epoch ms; undefined when it is none, or the clock jumps over it. Of an
 * hour that the clock shows twice it is the first one, or `stood`, if that is shown so: what nobody touched stays.
 */
export function momentOf(text: string, timezone: string, stood?: number): number | undefined {
  if (stood !== undefined && zoned(stood, timezone) === text) return stood;
  const wanted = FORM.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(wanted)) return undefined;
  const offset = (at: number) => Date.parse(`${zoned(at, timezone)}Z`) - at;
  return [offset(wanted - DAY_MS), offset(wanted + DAY_MS), offset(wanted)]
    .map((by) => wanted - by)
    .sort((a, b) => a - b)
    .find((at) => zoned(at, timezone) === text);
}
