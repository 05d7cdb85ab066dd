import { startRedis } from '../support/redis.ts';
import type { Figure } from './cases.ts';
import { makeLoad } from './load.ts';

/**
 * What one would do instead: no entities, no journal; each event is looked up in a Redis set of seen ids and its amounts
 * are added with HINCRBY in a pipeline of 1,000, append-only file with fsync always. It counts fewer dimensions than the
 * product does and cannot refund, void or correct: the comparison is in its favour.
 */
export async function increments(orders: number, seed: number): Promise<Figure[]> {
  const redis = await startRedis({ durable: true });
  const client = redis.connect('rival');
  try {
    const load = makeLoad({ orders, skus: 10_000, batch: 1_000, prefix: `r${seed}`, seed, at: Date.now() });
    const began = performance.now();
    for (const body of load.bodies) {
      const events = body
        .toString()
        .split('\n')
        .map(
          (row) =>
            JSON.parse(row) as {
              type: string;
              id: string;
              at: number;
              channel?: string;
              shop?: string;
              region?: string;
              amount: string;
              lines?: { sku: string; quantity: number }[];
            },
        );
      const seen = await client.smismember('seen', ...events.map((event) => event.id));
      const pipeline = client.pipeline();
      events.forEach((event, index) => {
        if (seen[index]) return;
        const cents = Number(event.amount.replace('.', ''));
        const minute = Math.floor(event.at / 60_000);
        pipeline.sadd('seen', event.id);
        pipeline.hincrby(`${event.type}:total`, 'amount', cents);
        pipeline.hincrby(`${event.type}:minute`, String(minute), cents);
        if (event.shop) pipeline.hincrby(`${event.type}:shop`, event.shop, cents);
        if (event.region) pipeline.hincrby(`${event.type}:region`, event.region, cents);
        for (const line of event.lines ?? []) pipeline.zincrby(`${event.type}:sku`, line.quantity, line.sku);
      });
      await pipeline.exec();
    }
    const took = (performance.now() - began) / 1000;
    return [{ name: 'per-event increments in Redis', value: Math.round(load.events / took), unit: 'events/s' }];
  } finally {
    await redis.stop();
  }
}
