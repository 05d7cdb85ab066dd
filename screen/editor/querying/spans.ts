import type { Query } from '../../../stream/contract/query.ts';
import { instant } from '../../../stream/metrics/times.ts';
import { momentOf, zoned } from '../../admin/zoned.ts';

/** A window of its own: from when to when. */
export type Span = Exclude<Query['window'], string>;
export const isSpan = (window: Query['window'] | undefined): window is Span =>
  window !== undefined && typeof window !== 'string';

const DAY_MS = 86_400_000;

/** Both ends as the clock of a zone shows them, in the form of a date field. */
export const endsOf = ({ from, to }: Span, timezone: string): { from: string; to: string } => ({
  from: zoned(instant(from), timezone),
  to: zoned(instant(to), timezone),
});

/** A day of a zone's calendar, `2026-11-11`, all of it. */
export function dayOf(day: string, timezone: string): Span | undefined {
  const next = new Date(Date.parse(`${day}T00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  // Where the clock is set forward at midnight, a day begins at one.
  const [from, to] = [day, next].map((one) => momentOf(`${one}T00:00`, timezone) ?? momentOf(`${one}T01:00`, timezone));
  return from === undefined || to === undefined ? undefined : { from, to };
}

export type SpanFault = 'none' | 'order';
/** What is typed into one end of a span: the span with it, or what is wrong. An end that is not touched stays as it is written. */
export function withEnd(span: Span, end: 'from' | 'to', typed: string, timezone: string): Span | SpanFault {
  const at = momentOf(typed, timezone);
  if (at === undefined) return 'none';
  if (at === instant(span[end]) || typed === endsOf(span, timezone)[end]) return span;
  const made = { ...span, [end]: at };
  return instant(made.from) < instant(made.to) ? made : 'order';
}
