import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './saveDraft.lua?raw';

export const saveDraftFunction = { name: 'saveDraft', source } as const;

/** What is expected to stand there: a version, '' for no draft yet, '*' for whatever. */
export type Expected = number | '' | '*';
export type Saved = { version: number } | { conflict: number | undefined } | 'archived';

/** Saves a draft unless another one was saved since `expected` was read. */
export async function saveDraft(
  library: Library,
  id: string,
  expected: Expected,
  draft: string,
  at: number,
  author: string,
): Promise<Saved> {
  const answer = await library.call('saveDraft', [keys.layout(id)], [expected, draft, at, author]);
  const [word, version] = answer as [string, string];
  if (word === 'archived') return word;
  return word === 'ok' ? { version: Number(version) } : { conflict: version === '' ? undefined : Number(version) };
}
