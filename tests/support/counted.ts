import { Settings } from '../../stream/contract/settings.ts';
import { type Aggregator, runAggregator } from '../../stream/main.ts';
import { startRedis, type TestRedis } from './redis.ts';
import { eventually, type Served, serve } from './served.ts';

/** The settings a server has by default. */
export const SETTINGS = Settings.parse({
  partitions: 4,
  timezone: 'Asia/Shanghai',
  currency: 'CNY',
  digits: 2,
  retentionDays: 30,
});

/** Redis, an aggregator and a server, in this process but for Redis. */
export interface Counted {
  redis: TestRedis;
  aggregator: Aggregator;
  server: Served;
  stop(): Promise<void>;
}

/** Starts all three and waits until the server is ready. */
export async function count(env: Record<string, string> = {}): Promise<Counted> {
  const redis = await startRedis();
  const aggregator = await runAggregator({ url: redis.url, settings: SETTINGS, room: 1_000 });
  const server = await serve(redis.url, env);
  await eventually(async () => {
    const { status, body } = await server.ask('GET', '/readyz');
    if (status !== 200) throw new Error(`not ready: ${JSON.stringify(body)}`);
  }, 10_000);
  return {
    redis,
    aggregator,
    server,
    async stop() {
      await server.close();
      await aggregator.stop();
      await redis.stop();
    },
  };
}
