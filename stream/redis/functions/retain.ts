import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './retain.lua?raw';

export const retainFunction = { name: 'retain', source } as const;

/** Notes that entities are kept for so many days from `now` (epoch ms) on. */
export async function retain(library: Library, days: number, now = Date.now()): Promise<void> {
  await library.call('retain', [keys.settings], [days, now]);
}
