import type { Connection } from './connect.ts';
import { keys } from './keys.ts';

/** In which second, epoch ms, each milestone was found to be passed; the keys are the finder's. */
export async function readMilestones(connection: Connection): Promise<Map<string, number>> {
  const stored = await connection.hgetall(keys.milestones);
  return new Map(Object.entries(stored).map(([key, at]) => [key, Number(at)]));
}

/** Keeps what was found. The first word stands, whichever server said it. */
export async function keepMilestones(connection: Connection, found: ReadonlyMap<string, number>): Promise<void> {
  const line = connection.pipeline();
  for (const [key, at] of found) line.hsetnx(keys.milestones, key, at);
  for (const [error] of (await line.exec()) ?? []) if (error) throw error;
}
