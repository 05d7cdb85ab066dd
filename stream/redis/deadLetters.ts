import type { Connection } from './connect.ts';
import { keys } from './keys.ts';

/** A rejected event as the operator sees it, already redacted. */
export interface DeadLetter {
  /** Of the redacted content and its code: the same rejection is kept once. */
  digest: string;
  id: string;
  source: string;
  code: string;
  path: string;
  message: string;
  event: string;
}

/** How many rejections are kept; older ones make room. */
export const DEAD_LETTERS_KEPT = 10_000;
// The braces put it into the same cluster slot as the stream.
const SEEN = `{${keys.deadLetters}}:seen`;

/**
 * Keeps what is not kept yet, in one transaction. Two servers that meet the same content at the same moment may both
 * keep it: a list for people may say a thing twice rather than not at all.
 */
export async function keepDeadLetters(
  connection: Connection,
  letters: readonly DeadLetter[],
  now: number,
): Promise<void> {
  if (letters.length === 0) return;
  const distinct = [...new Map(letters.map((letter) => [letter.digest, letter])).values()];
  const known = await connection.zmscore(SEEN, ...distinct.map(({ digest }) => digest));
  const fresh = distinct.filter((_, index) => known[index] === null);
  if (fresh.length === 0) return;
  const line = connection.multi();
  for (const { digest, ...fields } of fresh) {
    line.zadd(SEEN, now, digest);
    line.xadd(keys.deadLetters, 'MAXLEN', '~', DEAD_LETTERS_KEPT, '*', ...Object.entries(fields).flat());
  }
  line.zremrangebyrank(SEEN, 0, -(DEAD_LETTERS_KEPT + 1));
  await line.exec();
}
