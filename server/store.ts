import type { FastifyBaseLogger } from 'fastify';
import type { Settings } from '../stream/contract/settings.ts';
import {
  answering,
  type Connection,
  connect,
  examine,
  Library,
  type Settled,
  type Suitability,
  settle,
} from '../stream/index.ts';

export interface Store extends Settled, Suitability {
  /** For commands. */
  connection: Connection;
  library: Library;
  /** For the log alone: nothing else waits in front of an append. */
  log: Connection;
  /** For control messages alone. */
  ears: Connection;
  close(): void;
}

/** What may be lost of what was acknowledged, by durability; nothing where it is safe. */
const DOUBTS: Partial<Record<Suitability['durability'], string>> = {
  unknown: 'durability unknown: this Redis hides its configuration; what it acknowledged may be lost when it ends',
  none: 'durability none: this Redis keeps no append-only file; what it acknowledged is lost when it ends',
  fast: 'durability fast: this Redis writes to the disk once a second; as much may be lost on power failure',
};

/**
 * Opens the store, waiting for it as long as it takes, and agrees on what is fixed. Throws a Refusal when this Redis
 * cannot hold the numbers, or was begun with other settings.
 */
export async function openStore(
  url: string,
  wanted: Settings,
  secret: string | undefined,
  logger: FastifyBaseLogger,
): Promise<Store> {
  const open = (name: string) => {
    let told = '';
    const connection = connect(url, {
      name,
      onError: (error) => {
        if (error.message !== told) logger.warn({ connection: name, reason: error.message }, 'redis');
        told = error.message;
      },
    });
    connection.on('ready', () => {
      told = '';
    });
    return connection;
  };
  const connection = open('server');
  const log = open('server-log');
  const ears = open('server-ears');
  const close = () => {
    for (const each of [connection, log, ears]) each.disconnect();
  };
  try {
    await answering(connection, (sentence) => logger.warn(sentence));
    const suitability = await examine(connection);
    const doubt = DOUBTS[suitability.durability];
    if (doubt) logger.warn(doubt);
    const library = new Library(connection);
    const settled = await settle(library, wanted, secret);
    return { ...settled, ...suitability, connection, library, log, ears, close };
  } catch (error) {
    close();
    throw error;
  }
}
