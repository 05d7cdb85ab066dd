import type { Connection } from './connect.ts';
import { announce } from './control.ts';
import { keys } from './keys.ts';

/** Is this ingest key one of the simulator's? What it sends marks the whole store. */
export const isRehearsalKey = (name: string): boolean => name === 'rehearsal' || name.startsWith('rehearsal-');

/** Marks the store for good: some of its numbers come from a simulator. */
export async function markRehearsal(connection: Connection): Promise<void> {
  const added = await connection.hset(keys.settings, 'rehearsal', '1');
  if (added === 1) await announce(connection, { changed: 'settings' });
}

export async function readRehearsal(connection: Connection): Promise<boolean> {
  return (await connection.hget(keys.settings, 'rehearsal')) === '1';
}

/** The last reconciliation: drift in minor units and when it was made; undefined before the first. */
export async function readReconciled(connection: Connection): Promise<{ drift: number; at: number } | undefined> {
  const { drift, at } = await connection.hgetall(keys.reconciled);
  if (drift === undefined || at === undefined) return undefined;
  return { drift: Number(drift), at: Number(at) };
}
