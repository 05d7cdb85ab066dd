import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './release.lua?raw';

export const releaseFunction = { name: 'release', source } as const;

/** Gives a partition back; does nothing when somebody took it since. */
export async function release(library: Library, partition: number, fence: number): Promise<void> {
  await library.call('release', [keys.lease(partition), keys.state(partition)], [fence]);
}
