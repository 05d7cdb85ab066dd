import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './removeScreen.lua?raw';
import type { ScreenSaved } from './saveScreen.ts';

export const removeScreenFunction = { name: 'removeScreen', source } as const;

/** Takes the credential of a screen of the version `expected` back, 'any' for whichever stands there. */
export async function removeScreen(library: Library, id: string, expected: string): Promise<ScreenSaved> {
  const places = [keys.screens, keys.credentials, keys.beats];
  return (await library.call('removeScreen', places, [id, expected])) as ScreenSaved;
}
