import { brief, type Delta, delta, type Locale, reached, type Unit } from '../../format.ts';
import { milestoneName } from '../passed.ts';
import { age } from '../time.ts';
import { widthOf } from '../width.ts';
import { say } from '../words.ts';
import type { Pace } from './pace.ts';

export interface Fact {
  label: string;
  /** Undefined is —. */
  figure?: string;
  change?: Delta;
  tone?: 'now';
  beside?: string;
}

const change = (amount: number, unit: Unit, locale: Locale): Delta => ({
  direction: amount > 0 ? 'up' : amount < 0 ? 'down' : 'flat',
  text: brief(Math.abs(amount), unit, locale),
});

/** Px of the letters of a figure and of what stands beside it, of a triangle, and between them. */
const [FIGURE, BESIDE, ARROW, GAP] = [36, 22, 31, 13];
const TIGHT = 0.95;

/** The first of several ways to say something that fits into `room` px beside a figure, else the last. */
const fitting = (ways: readonly string[], figure: string, room: number): string =>
  ways.find((way) => widthOf(figure, FIGURE) + GAP + widthOf(way, BESIDE) <= room) ?? ways.at(-1) ?? '';

/** The four facts under the hero: lead on the target's curve, gain on last time, where it ends, last milestone; each `room` px wide. */
export function facts(
  pace: Pace,
  then: string,
  moment: string,
  locale: Locale,
  room: number,
  unit: Unit = 'money',
): Fact[] {
  const { language } = locale;
  const words = (chinese: string, english: string) => say(language, chinese, english);
  const write = (value: number) => brief(value, unit, locale);
  const target: Fact = { label: words('目标', 'Target') };
  if (pace.target !== undefined) {
    const done =
      pace.done === undefined ? '' : words(` · 完成 ${reached(pace.done)}%`, ` · ${reached(pace.done)}% done`);
    target.label = `${words('目标', 'Target')} ${write(pace.target)}${done}`;
    if (pace.lead !== undefined) {
      target.change = change(pace.lead, unit, locale);
      const ways =
        pace.lead < 0
          ? [words('落后节奏', 'behind pace'), words('落后', 'behind')]
          : [words('领先节奏', 'ahead of pace'), words('领先', 'ahead')];
      target.beside = fitting(ways, target.change.text, room - ARROW);
    } else if (pace.done !== undefined) {
      target.label = `${words('目标', 'Target')} ${write(pace.target)}`;
      target.figure = `${reached(pace.done)}%`;
      target.beside = fitting([words('完成', 'done'), ''], target.figure, room);
    }
  }
  const gain: Fact = { label: words(`较${moment || '上次同刻'}`, `vs ${then || 'last time'}`) };
  if (pace.before !== undefined) gain.label += ` ${write(pace.before)}`;
  if (pace.gain !== undefined) {
    gain.change = change(pace.gain, unit, locale);
    const share = pace.before === undefined ? undefined : delta(pace.before + pace.gain, pace.before, unit, language);
    if (share) gain.beside = share.text;
  }
  const end: Fact = {
    label:
      pace.final === undefined
        ? words(`预计收官 · 按${then || '上次'}走势`, `Forecast · ${then || 'last'} shape`)
        : words('收官', 'Final'),
  };
  const amount = pace.final ?? pace.forecast;
  if (amount !== undefined) {
    end.figure = write(amount);
    if (pace.target !== undefined) {
      const part = `${reached(amount / pace.target)}%`;
      end.beside = fitting([words(`达成 ${part}`, `${part} of target`), part], end.figure, room);
    }
  }
  const milestone: Fact = { label: words('最近里程碑', 'Last milestone'), tone: 'now' };
  if (pace.milestone) {
    milestone.figure = milestoneName(pace.milestone.amount, locale);
    const elapsed = age(pace.milestone.elapsed / 1_000, language);
    const long = milestone.figure.length > 4;
    if (long) milestone.label += words(' · 用时', ' in');
    const taken = long ? elapsed : words(`用时 ${elapsed}`, `in ${elapsed}`);
    // Half a time would be another one. Figures are a little narrower than they are reckoned.
    const wide = widthOf(milestone.figure, FIGURE) + widthOf(taken, BESIDE);
    if (wide * TIGHT + GAP <= room) milestone.beside = taken;
  }
  return [target, gain, end, milestone];
}
