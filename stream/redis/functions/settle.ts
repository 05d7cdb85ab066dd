import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './settle.lua?raw';

export const settleFunction = { name: 'settle', source } as const;

/** Writes the fields that do not stand yet, atomically, and answers how all of these fields stand. */
export async function settleFields(library: Library, fields: Record<string, string>): Promise<Record<string, string>> {
  const flat = (await library.call('settle', [keys.settings], Object.entries(fields).flat())) as string[];
  const standing: Record<string, string> = {};
  for (let index = 0; index < flat.length; index += 2) standing[flat[index] as string] = flat[index + 1] as string;
  return standing;
}
