import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './saveFreeze.lua?raw';

export const saveFreezeFunction = { name: 'saveFreeze', source } as const;

export type FreezeSaved = { version: string } | { conflict: string };

/** Sets or ends the freeze unless another version than `expected` stands there: 'any' for whichever does. */
export async function saveFreezeFields(
  library: Library,
  expected: string,
  fields: readonly [from: number, to: number, reason: string] | readonly [],
): Promise<FreezeSaved> {
  const answer = await library.call('saveFreeze', [keys.freeze], [expected, ...fields]);
  const [word, version] = answer as ['ok' | 'conflict', string];
  return word === 'ok' ? { version } : { conflict: version };
}
