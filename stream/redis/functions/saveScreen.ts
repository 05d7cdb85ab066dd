import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './saveScreen.lua?raw';

export const saveScreenFunction = { name: 'saveScreen', source } as const;

/** What a change of a screen came to: `gone` where it was revoked, `conflict` where somebody else changed it. */
export type ScreenSaved = 'ok' | 'gone' | 'conflict';

/** Changes a screen (JSON) of the version `expected`, 'any' for whichever stands there. */
export async function saveScreen(library: Library, id: string, screen: string, expected: string): Promise<ScreenSaved> {
  return (await library.call('saveScreen', [keys.screens], [id, screen, expected])) as ScreenSaved;
}
