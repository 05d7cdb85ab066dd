import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './archiveLayout.lua?raw';
import type { Expected } from './saveDraft.ts';

export const archiveLayoutFunction = { name: 'archiveLayout', source } as const;

/** What archiving came to: `gone` where nothing is kept of the layout, `conflict` where another draft was saved. */
export type Archived = 'ok' | 'gone' | 'conflict';

/** Takes a layout whose draft is `expected` out of the lists at a time (epoch ms), or puts it back without one; nothing of it is lost. */
export async function archiveLayout(
  library: Library,
  id: string,
  expected: Expected,
  at: number | undefined,
): Promise<Archived> {
  return (await library.call('archiveLayout', [keys.layout(id)], [expected, at ?? ''])) as Archived;
}
