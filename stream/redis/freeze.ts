import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Connection } from './connect.ts';
import { type FreezeSaved, saveFreezeFields } from './functions/saveFreeze.ts';
import { keys } from './keys.ts';
import type { Library } from './library.ts';

/** A time in which publishing asks twice: the night itself. Epoch ms. */
export const Freeze = z
  .strictObject({ from: z.int().min(0), to: z.int().min(0), reason: z.string().max(200).default('') })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after from' });
export type Freeze = z.infer<typeof Freeze>;

/** The freeze, if there is one, and the version of that; that there is none has a version, too. */
export async function readFreeze(connection: Connection): Promise<{ freeze: Freeze | undefined; version: string }> {
  const { from, to, reason = '' } = await connection.hgetall(keys.freeze);
  const text = from === undefined ? '' : `${from} ${to} ${reason}`;
  return {
    freeze: from === undefined ? undefined : { from: Number(from), to: Number(to), reason },
    version: createHash('sha1').update(text).digest('hex'),
  };
}

/** Sets a freeze, if the version `expected` stands there, 'any' for whichever does. Undefined ends it. */
export function saveFreeze(library: Library, freeze: Freeze | undefined, expected: string): Promise<FreezeSaved> {
  return saveFreezeFields(library, expected, freeze ? [freeze.from, freeze.to, freeze.reason] : []);
}
