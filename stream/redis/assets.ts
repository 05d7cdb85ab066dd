import { createHash } from 'node:crypto';
import type { Connection } from './connect.ts';
import { keys } from './keys.ts';

/** Bytes of all assets together: they stand in the memory that the numbers need. */
export const ASSETS_BYTES = 128 << 20;

/** Keeps a file under the hash of its content, which it returns; undefined when there is no room for it. */
export async function keepAsset(connection: Connection, bytes: Buffer, extension: string): Promise<string | undefined> {
  const name = `${createHash('sha256').update(bytes).digest('hex')}.${extension}`;
  if (await connection.hexists(keys.assetSizes, name)) return name;
  const sizes = await connection.hvals(keys.assetSizes);
  const used = sizes.reduce((sum, size) => sum + Number(size), 0);
  if (used + bytes.length > ASSETS_BYTES) return undefined;
  await connection.set(keys.asset(name), bytes);
  await connection.hset(keys.assetSizes, name, String(bytes.length));
  return name;
}

/** The bytes of a kept file. */
export async function readAsset(connection: Connection, name: string): Promise<Buffer | undefined> {
  return (await connection.getBuffer(keys.asset(name))) ?? undefined;
}
