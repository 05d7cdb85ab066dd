import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './publish.lua?raw';
import type { Expected } from './saveDraft.ts';

export const publishFunction = { name: 'publish', source } as const;

export type Published = { revision: number } | { conflict: number | undefined } | 'none' | 'archived';

/**
 * Publishes the draft, or a revision again, as the next revision, atomically. `fallback` (a built-in template as it is) is
 * published where there is no draft, and as revision 0.
 */
export async function publish(
  library: Library,
  id: string,
  what: Expected | { again: number },
  note: string,
  fallback = '',
): Promise<Published> {
  const which = typeof what === 'object' ? `r${what.again}` : what;
  const answer = await library.call('publish', [keys.layout(id), keys.revisions(id)], [which, note, fallback]);
  const [word, number] = answer as [string, string];
  if (word === 'ok') return { revision: Number(number) };
  return word === 'none' || word === 'archived' ? word : { conflict: number === '' ? undefined : Number(number) };
}
