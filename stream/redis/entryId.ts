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
  return (await endsOf(connection, partition)).last;
}

/** Whether an entry is in the log. */
export async function stands(connection: Connection, partition: number, id: string): Promise<boolean> {
  return (await connection.xrange(keys.log(partition), id, id, 'COUNT', 1)).length > 0;
}

/**
 * Whether an entry that was in the log is no longer there though nobody trimmed it. The newest id alone does not say so:
 * others may have written to a new master since.
 */
export async function isGone(connection: Connection, partition: number, id: string): Promise<boolean> {
  const { first, last } = await endsOf(connection, partition);
  if (before(last, id)) return true;
  if (first === undefined || before(id, first)) return false; // trimmed, as far as can be known
  return !(await stands(connection, partition, id));
}

async function endsOf(connection: Connection, partition: number): Promise<{ first: string | undefined; last: string }> {
  try {
    const reply = (await connection.xinfo('STREAM', keys.log(partition))) as unknown[];
    const read = (name: string) => reply[reply.indexOf(name) + 1];
    return { first: (read('first-entry') as [string] | null)?.[0], last: String(read('last-generated-id')) };
  } catch (error) {
    if (/no such key/i.test((error as Error).message)) return { first: undefined, last: '0-0' };
    throw error;
  }
}
