import type { HealthAnswer } from '../../../stream/contract/reading.ts';
import type { Locale } from '../../format.ts';
import { age, clock } from '../time.ts';
import { say } from '../words.ts';

export interface Line {
  /** How long ago the last event came; '' when that is not known. */
  last: string;
  /** When the numbers were last recounted. */
  recount: string;
  /** No source has sent anything for too long. */
  silent: boolean;
}

/** What stands under the drift. `now` in epoch ms, `limit` in seconds; nothing is known without a health fact. */
export function line(health: HealthAnswer | undefined, now: number | undefined, limit: number, locale: Locale): Line {
  if (!health) return { last: '', recount: '', silent: false };
  const { language, timezone } = locale;
  const words = (chinese: string, english: string) => say(language, chinese, english);
  const { lastEventAt, reconciledAt } = health;
  const seconds = lastEventAt === undefined || now === undefined ? undefined : (now - lastEventAt) / 1_000;
  const silent = seconds !== undefined && seconds >= limit;
  const long = seconds === undefined ? '' : age(seconds, language);
  const last = silent ? words(`静默 ${long}`, `silent ${long}`) : words(`末单 ${long}前`, `last ${long} ago`);
  const recount =
    reconciledAt === undefined
      ? words('尚未核对', 'not yet recounted')
      : words(`${clock(reconciledAt, timezone)} 核对`, `recount ${clock(reconciledAt, timezone, false)}`);
  return { last: seconds === undefined ? '' : last, recount, silent };
}
