import type { Reading } from '../../../stream/contract/reading.ts';
import { until } from './order.ts';

/** Asks again after so long, ms. */
const PAUSE_MS = 250;

/**
 * Waits until everything that was accepted before this call is in the numbers, or `signal` falls. `tell` hears meanwhile how
 * many paid orders of yesterday are counted; undefined while nothing answers.
 */
export async function counted(
  url: string,
  { signal, tell }: { signal: AbortSignal; tell: (orders: number | undefined) => void },
): Promise<void> {
  const accepted = Date.now();
  while (!signal.aborted) {
    const reading = await yesterday(url, signal);
    if (reading && reading.asOf >= accepted && !reading.partial) return;
    tell(reading?.groups['']?.values.paid_orders);
    await until(Date.now() + PAUSE_MS, signal);
  }
}

async function yesterday(url: string, signal: AbortSignal): Promise<Reading | undefined> {
  try {
    const response = await fetch(new URL('/api/query', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ metrics: ['paid_orders'], window: 'yesterday' }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
    });
    return response.ok ? ((await response.json()) as Reading) : undefined;
  } catch {
    return undefined; // it is asked again, and the stage tells when its server is gone
  }
}
