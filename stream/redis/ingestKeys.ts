import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Connection } from './connect.ts';
import { announce } from './control.ts';
import { keys } from './keys.ts';

export const KEY_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const Stored = z.object({ name: z.string(), createdAt: z.number(), rate: z.number().positive().optional() });

/** An ingest key as it is kept: never the key itself. */
export interface IngestKey {
  /** SHA-256 of the key, hex. Keys are random, so a plain hash cannot be guessed back. */
  digest: string;
  name: string;
  createdAt: number;
  /** Events a second it may send to one server; absent = the server's default. */
  rate?: number | undefined;
}

/** The digest a key is looked up by: looking up a hash leaks nothing about the key through time. */
export const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** All keys, by name, the oldest first. */
export async function readIngestKeys(connection: Connection): Promise<IngestKey[]> {
  const stored = await connection.hgetall(keys.ingestKeys);
  return Object.entries(stored)
    .flatMap(([digest, text]) => {
      const key = Stored.safeParse(JSON.parse(text));
      return key.success ? [{ digest, ...key.data }] : [];
    })
    .sort((a, b) => (a.name === b.name ? a.createdAt - b.createdAt : a.name < b.name ? -1 : 1));
}

/**
 * Makes a key and answers it: the only time it can be seen. A name may have several, so that a sender can change over
 * without a pause. `name` must match KEY_NAME.
 */
export async function createIngestKey(
  connection: Connection,
  name: string,
  { now = Date.now(), rate }: { now?: number; rate?: number } = {},
): Promise<string> {
  if (!KEY_NAME.test(name)) throw new RangeError('A key name is 1 to 64 letters, digits, dots, dashes or underscores.');
  const key = `tw_${randomBytes(24).toString('base64url')}`;
  const stored = JSON.stringify({ name, createdAt: now, ...(rate === undefined ? {} : { rate }) });
  await connection.hset(keys.ingestKeys, digestOf(key), stored);
  await announce(connection, { changed: 'keys' });
  return key;
}

/** Takes back every key of this name, or the one with this digest; answers how many. */
export async function revokeIngestKey(connection: Connection, nameOrDigest: string): Promise<number> {
  const gone = (await readIngestKeys(connection)).filter(
    ({ name, digest }) => name === nameOrDigest || digest === nameOrDigest,
  );
  if (gone.length > 0) await connection.hdel(keys.ingestKeys, ...gone.map(({ digest }) => digest));
  await announce(connection, { changed: 'keys' });
  return gone.length;
}
