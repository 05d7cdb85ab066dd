import type { Language } from '../../layouts/document.ts';
import { momentOf, zoned } from '../admin/zoned.ts';
import type { Freeze } from '../stores/freeze.ts';
import { age, clock, dayKey, dayMark } from '../widgets/time.ts';
import { say } from '../widgets/words.ts';

/** A freeze is told so long before it begins. */
const AHEAD_MS = 24 * 3_600_000;

/** What is said of a freeze at a moment: that it stands, with its end, or when it begins; undefined when there is nothing to say. */
export function freezeWords(
  { from, to }: Freeze,
  now: number,
  timezone: string,
  language: Language,
): { on: boolean; text: string } | undefined {
  if (now >= to || from - now > AHEAD_MS) return undefined;
  const at = (moment: number) => timeOf(moment, now, timezone);
  if (now >= from) return { on: true, text: say(language, `封网中，到 ${at(to)}`, `Frozen until ${at(to)}`) };
  const left = age((from - now) / 1_000, language);
  return { on: false, text: say(language, `封网 ${at(from)}，还有 ${left}`, `Freeze at ${at(from)}, in ${left}`) };
}

/** A time of today, or with its day. */
function timeOf(moment: number, now: number, timezone: string): string {
  const time = clock(moment, timezone, false);
  return dayKey(moment, timezone) === dayKey(now, timezone) ? time : `${dayMark(moment, timezone)} ${time}`;
}

/** From when to when: `23:55 – 11/11 00:30`. */
export const freezeSpan = ({ from, to }: Freeze, now: number, timezone: string): string =>
  `${timeOf(from, now, timezone)} – ${timeOf(to, dayKey(from, timezone) === dayKey(to, timezone) ? from : now, timezone)}`;

/** What is told to somebody who typed a freeze while somebody else changed it: what stands now. */
export function changedWords(freeze: Freeze | undefined, now: number, timezone: string, language: Language): string {
  if (!freeze || now >= freeze.to)
    return say(language, '刚才别处结束了封网，现在没有', 'Somebody else ended the freeze just now; there is none');
  const it = [freezeSpan(freeze, now, timezone), freeze.reason].filter(Boolean).join(' · ');
  return say(language, `刚才别处改了封网，现在是 ${it}`, `Somebody else changed the freeze just now; it is ${it}`);
}

/** A freeze as it is typed, on the clock of the installation. */
export interface FreezeForm {
  from: string;
  to: string;
  reason: string;
}
const USUAL_MS = 2 * 3_600_000;
const MINUTE_MS = 60_000;

/** What a form of a freeze begins with: the freeze that stands, else one that begins now. */
export function freezeBegun(freeze: Freeze | undefined, now: number): Freeze {
  const from = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  return freeze ?? { from, to: from + USUAL_MS, reason: '' };
}

/** The form of a freeze. */
export const toFreezeForm = ({ from, to, reason }: Freeze, timezone: string): FreezeForm => ({
  from: zoned(from, timezone),
  to: zoned(to, timezone),
  reason,
});

/** The freeze that was typed, or what is wrong with it and where. `begun`: what the form began with; an end that nobody touched stays. */
export function readFreezeForm(
  form: FreezeForm,
  begun: Freeze,
  now: number,
  timezone: string,
  language: Language,
): { freeze: Freeze } | { field: 'from' | 'to'; fault: string } {
  const from = momentOf(form.from, timezone, begun.from);
  const to = momentOf(form.to, timezone, begun.to);
  const unclear = say(language, '填日期和时间', 'Give a date and a time');
  if (from === undefined) return { field: 'from', fault: unclear };
  if (to === undefined) return { field: 'to', fault: unclear };
  if (to <= from) return { field: 'to', fault: say(language, '要晚于开始', 'It must be after the start') };
  if (to <= now) return { field: 'to', fault: say(language, '已经过去了', 'That is past') };
  return { freeze: { from, to, reason: form.reason.trim() } };
}
