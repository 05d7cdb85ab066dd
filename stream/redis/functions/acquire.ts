import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './acquire.lua?raw';

export const acquireFunction = { name: 'acquire', source } as const;

/** Takes a partition for `ttl` ms; the new fence (above `seen`), or undefined while another owner holds it. */
export async function acquire(library: Library, partition: number, owner: string, ttl: number, seen = 0) {
  const answer = await library.call('acquire', [keys.lease(partition), keys.state(partition)], [owner, ttl, seen]);
  return answer === 'held' ? undefined : Number(answer);
}
