import type { Watched } from '../../stream/contract/query.ts';
import type { Answer } from '../../stream/contract/reading.ts';
import { dayKey } from '../widgets/time.ts';

/** Whether a reading of today, or of yesterday, was taken on another day than it is now: then it is nothing to hold. Times in epoch ms. */
export function rolledOver(
  query: Watched,
  answer: Answer | undefined,
  now: number | undefined,
  timezone: string,
): boolean {
  if (now === undefined || !answer || !('groups' in answer) || !('metrics' in query)) return false;
  if (query.window !== 'today' && query.window !== 'yesterday') return false;
  return dayKey(answer.asOf, timezone) !== dayKey(now, timezone);
}
