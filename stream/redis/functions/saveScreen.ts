import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './saveScreen.lua?raw';

export const saveScreenFunction = { name: 'saveScreen', source } as const;

/** Changes a screen (JSON); false when it was revoked. */
export async function saveScreen(library: Library, id: string, screen: string): Promise<boolean> {
  return (await library.call('saveScreen', [keys.screens], [id, screen])) === 'ok';
}
