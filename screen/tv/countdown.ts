import type { Language } from '../../layouts/document.ts';
import { PAIRING_MS } from '../../stream/contract/screen.ts';
import { say } from '../widgets/words.ts';

/** How long a code is good yet, ms, by the clock of the page, which may have ticked a moment before the code came. */
export const leftOf = (until: number, now: number): number => Math.min(PAIRING_MS, Math.max(0, until - now));

/** A wait in minutes and seconds, in words. */
export function wait(ms: number, language: Language): string {
  const seconds = Math.ceil(ms / 1_000);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (minutes === 0) return say(language, `${rest} 秒`, `${rest} s`);
  return say(language, `${minutes} 分 ${rest} 秒`, `${minutes} min ${rest} s`);
}
