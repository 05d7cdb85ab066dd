import { readFileSync } from 'node:fs';

/**
 * How long these processes have waited for a core so far, ms: what a machine that does other things takes from them, and
 * no promise of a time is about. 0 where the system does not tell.
 */
export function starved(pids: readonly (number | undefined)[]): number {
  let sum = 0;
  for (const pid of pids)
    try {
      sum += Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
    } catch {} // it has ended, or there is no such file
  return sum;
}
