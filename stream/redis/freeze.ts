import { z } from 'zod';
import type { Connection } from './connect.ts';
import { keys } from './keys.ts';

/** A time in which publishing asks twice: the night itself. Epoch ms. */
export const Freeze = z
  .strictObject({ from: z.int().min(0), to: z.int().min(0), reason: z.string().max(200).default('') })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after from' });
export type Freeze = z.infer<typeof Freeze>;

export async function readFreeze(connection: Connection): Promise<Freeze | undefined> {
  const { from, to, reason } = await connection.hgetall(keys.freeze);
  return from === undefined ? undefined : { from: Number(from), to: Number(to), reason: reason ?? '' };
}

/** Undefined ends it. */
export async function saveFreeze(connection: Connection, freeze: Freeze | undefined): Promise<void> {
  if (freeze) await connection.hset(keys.freeze, freeze);
  else await connection.del(keys.freeze);
}
