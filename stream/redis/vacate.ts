import { join } from 'node:path';
import { claim } from './claim.ts';
import { endLeftOver } from './leftOver.ts';

/**
 * Makes sure that nothing runs on a data directory: a Redis that outlived its launcher is ended, and its pid told before.
 * Throws a Refusal when a living instance has the directory, or it cannot be written.
 */
export async function vacate(data: string, tell: (pid: number) => void): Promise<void> {
  const held = claim(data);
  try {
    await endLeftOver(join(held.directory, 'redis.pid'), held.socket, tell);
  } finally {
    held.release();
  }
}
