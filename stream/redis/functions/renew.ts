import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './renew.lua?raw';

export const renewFunction = { name: 'renew', source } as const;

/** `fenced`: somebody else took the partition since; `lost`: Redis forgot the fence, and with it whatever was counted. */
export type RenewAnswer = 'ok' | 'fenced' | 'lost';

/** Prolongs a lease by `ttl` ms from now. */
export async function renew(library: Library, partition: number, owner: string, fence: number, ttl: number) {
  const names = [keys.lease(partition), keys.state(partition)];
  return (await library.call('renew', names, [owner, fence, ttl])) as RenewAnswer;
}
