import { DAY_MS } from '../contract/settings.ts';

const QUARTER_MS = 900_000;
/** Farther than any zone's offset from UTC. */
const REACH_MS = 16 * 3_600_000;

/** The local days that touch one UTC day: at most three, because a local day may be 23 hours short. */
interface Span {
  first: number;
  second: number;
  third: number;
}

/**
 * Business days of one time zone: when they begin, in epoch ms. Right over daylight saving in any zone; a midnight that
 * does not exist is the first instant of its day. O(1) after the first look at a day.
 */
export class Days {
  readonly timezone: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #starts = new Map<number, number>();
  /** Local date by start of a day. */
  readonly #dates = new Map<number, number>();
  readonly #spans = new Map<number, Span>();
  /** The day asked for last, as [from, to): nearly every question is about it. */
  #from = 0;
  #to = 0;

  constructor(timezone: string) {
    this.timezone = timezone;
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      era: 'short',
    });
  }

  /** Start of the business day that contains `at`. */
  start(at: number): number {
    if (at >= this.#from && at < this.#to) return this.#from;
    const span = this.#span(Math.floor(at / DAY_MS));
    const from = at >= span.third ? span.third : at >= span.second ? span.second : span.first;
    this.#from = from;
    this.#to = this.next(from);
    return from;
  }

  /** Start of the day after the one that starts at `start`. */
  next(start: number): number {
    return this.shift(start, 1);
  }

  /** Start of the day `days` business days after (or, negative, before) the one that starts at `start`. */
  shift(start: number, days: number): number {
    let date = this.#dates.get(start);
    if (date === undefined) {
      date = this.#local(start);
      if (this.#dates.size > 20_000) this.#dates.clear();
      this.#dates.set(start, date);
    }
    return this.#startOf(date + days);
  }

  #span(utcDay: number): Span {
    const known = this.#spans.get(utcDay);
    if (known) return known;
    const local = this.#local(utcDay * DAY_MS);
    const span = { first: this.#startOf(local), second: this.#startOf(local + 1), third: this.#startOf(local + 2) };
    if (this.#spans.size > 10_000) this.#spans.clear();
    this.#spans.set(utcDay, span);
    return span;
  }

  /** Local calendar date of an instant as days since 1970-01-01. */
  #local(at: number): number {
    let year = 0;
    let month = 0;
    let day = 0;
    let sign = 1;
    for (const part of this.#format.formatToParts(at)) {
      if (part.type === 'year') year = Number(part.value);
      else if (part.type === 'month') month = Number(part.value);
      else if (part.type === 'day') day = Number(part.value);
      else if (part.type === 'era' && part.value.startsWith('B')) sign = -1;
    }
    return Math.floor(Date.UTC(sign < 0 ? 1 - year : year, month - 1, day) / DAY_MS);
  }

  /** First instant whose local date is `local` or later; switches stand on quarter hours, so the search does too. */
  #startOf(local: number): number {
    const known = this.#starts.get(local);
    if (known !== undefined) return known;
    let low = (local * DAY_MS - REACH_MS) / QUARTER_MS;
    let high = (local * DAY_MS + REACH_MS) / QUARTER_MS;
    while (low + 1 < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#local(middle * QUARTER_MS) >= local) high = middle;
      else low = middle;
    }
    if (this.#starts.size > 20_000) this.#starts.clear();
    this.#starts.set(local, high * QUARTER_MS);
    return high * QUARTER_MS;
  }
}
