import { Refusal } from '../contract/failure.ts';
import { type Connection, masters } from './connect.ts';

const AGAIN_MS = 100;
const REPLICA =
  'This Redis is a replica, which takes no numbers: waiting until it is a master, or REDIS_URL leads to one.';

/**
 * Waits for a Redis that is away, or that is a replica just now, as long as it takes. Throws a Refusal where waiting does not
 * help: it does not take the user and password of REDIS_URL, or does not have its database.
 */
export async function answering(connection: Connection, say: (sentence: string) => void = () => {}): Promise<void> {
  for (let told = ''; ; await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))) {
    const why = await reasonToWait(connection);
    if (why === undefined) return;
    if (why !== told && why !== '') say(why);
    told = why;
  }
}

/** Nothing to say where Redis is only away: the connection tells of that. */
async function reasonToWait(connection: Connection): Promise<string | undefined> {
  try {
    await connection.ping();
    for (const node of masters(connection)) {
      const { db } = node.options;
      if (db) await node.select(db); // or all would go into another one, without a word
      if (/^role:slave/m.test(await node.info('replication'))) return REPLICA;
    }
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    if (/NOAUTH|WRONGPASS|NOPERM/.test(message))
      throw new Refusal(`REDIS_URL: this Redis wants another user or password (${message})`);
    if (/DB index is out of range|SELECT is not allowed/.test(message))
      throw new Refusal(`REDIS_URL: this Redis does not have the database that it names (${message})`);
    return '';
  }
}
