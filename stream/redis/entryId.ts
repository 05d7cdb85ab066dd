import type { Connection } from './connect.ts';
import { keys } from './keys.ts';

/** Epoch ms in a stream id: the clock of everything that must not read one. */
export function logTime(id: string): number {
  return Number(id.slice(0, id.indexOf('-')));
}

/** Whether stream id `a` is older than `b`. */
export function before(a: string, b: string): boolean {
  const [am = 0, as = 0] = a.split('-').map(Number);
  const [bm = 0, bs = 0] = b.split('-').map(Number);
  return am !== bm ? am < bm : as < bs;
}

/** The id of the newest entry ever added to a partition's log, `0-0` when there was none. */
export async function lastGenerated(connection: Connection, partition: number): Promise<string> {
  try {
    const reply = (await connection.xinfo('STREAM', keys.log(partition))) as (string | number)[];
    return String(reply[reply.indexOf('last-generated-id') + 1]);
  } catch (error) {
    if (/no such key/i.test((error as Error).message)) return '0-0';
    throw error;
  }
}
