import type { Delivery } from '../../sources/rehearsal/plan.ts';
import { until } from './order.ts';
import type { Sender } from './send.ts';

/** Sends deliveries as they fall due by the wall clock (`live`), or as fast as they are taken. Stops between two batches when aborted. */
export async function perform(
  deliveries: Iterable<Delivery>,
  sender: Sender,
  { live, signal, tell }: { live: boolean; signal: AbortSignal; tell: (sent: number) => void },
): Promise<void> {
  let now = Date.now();
  for (const { due, event } of deliveries) {
    while (live && due > now && !signal.aborted) {
      await sender.flush();
      tell(sender.totals.sent);
      await until(Math.max(Math.min(due, Date.now() + 1_000), Date.now() + 50), signal);
      now = Date.now();
    }
    if (signal.aborted) break;
    const room = sender.add(event);
    if (room) {
      await room;
      tell(sender.totals.sent);
      now = Date.now();
    }
  }
  await sender.end();
  tell(sender.totals.sent);
}
