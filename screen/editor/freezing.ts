import type { Language } from '../../layouts/document.ts';
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
  const at = (moment: number) => {
    const time = clock(moment, timezone, false);
    return dayKey(moment, timezone) === dayKey(now, timezone) ? time : `${dayMark(moment, timezone)} ${time}`;
  };
  if (now >= from) return { on: true, text: say(language, `封网中，到 ${at(to)}`, `Frozen until ${at(to)}`) };
  const left = age((from - now) / 1_000, language);
  return { on: false, text: say(language, `封网 ${at(from)}，还有 ${left}`, `Freeze at ${at(from)}, in ${left}`) };
}
