import type { Connection } from './connect.ts';
import { keys } from './keys.ts';

/** An event that came too late or from too far in the future, decided once, at the door. */
export interface LateEvent {
  reason: string;
  type: string;
  id: string;
  source: string;
  /** When it says it happened, epoch ms. */
  at: string;
  event: string;
}

/** How many late events are kept; older ones make room, and are still counted. */
export const LATE_KEPT = 100_000;

/** Keeps all of them or none. */
export async function keepLate(connection: Connection, late: readonly LateEvent[]): Promise<void> {
  if (late.length === 0) return;
  const line = connection.multi();
  for (const fields of late) line.xadd(keys.late, 'MAXLEN', '~', LATE_KEPT, '*', ...Object.entries(fields).flat());
  await line.exec();
}

/** Refunds that have waited for their payment for more than a day, as the aggregators list them (JSON each), by refund id. */
export async function readWaiting(connection: Connection, partitions: number): Promise<Record<string, unknown>[]> {
  const found = await Promise.all(
    Array.from({ length: partitions }, (_, partition) => connection.hgetall(keys.waiting(partition))),
  );
  return found.flatMap((hash) =>
    Object.entries(hash).map(([refund, text]) => ({
      reason: 'payment_unknown',
      refund,
      ...(JSON.parse(text) as object),
    })),
  );
}
