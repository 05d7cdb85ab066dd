import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Snapshot } from '../../../stream/contract/live.ts';
import type { LatestAnswer, Reading } from '../../../stream/contract/reading.ts';
import { type Aggregator, runAggregator } from '../../../stream/main.ts';
import { SETTINGS } from '../../support/counted.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { eventually, order, type Served, serve, TOKEN } from '../../support/served.ts';

let redis: TestRedis;
const servers: Served[] = [];
const aggregators: Aggregator[] = [];
const start = async () => {
  const server = await serve(redis.url);
  servers.push(server);
  return server;
};
const count = async () => {
  const aggregator = await runAggregator({ url: redis.url, settings: SETTINGS, room: 1_000 });
  aggregators.push(aggregator);
  return aggregator;
};
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  for (const server of servers) await server.close();
  for (const aggregator of aggregators) await aggregator.stop();
  await redis.stop();
});

const send = async (server: Served, orders: number, amount: string) => {
  const lines = [{ sku: 'S1', quantity: 1, amount }];
  const { body } = await server.post(
    Array.from({ length: orders }, () => order({ type: 'order.paid', amount, lines })),
  );
  expect(body.accepted).toBe(orders);
};
const ask = (server: Served) =>
  server.ask<Reading & { code?: string }>('POST', '/api/query', { metrics: ['paid_orders'], window: 'today' });

test('a server that was started together with its aggregator never shows less than the one before', async () => {
  const aggregator = await count();
  const before = await start();
  await send(before, 40, '999.00');
  await eventually(async () => expect((await ask(before)).body.groups?.['']?.values.paid_orders).toBe(40), 10_000);
  await aggregator.stop(); // its checkpoint has these, and nothing that comes after
  await send(before, 20, '299.00');

  const after = await start();
  const early = Date.now();
  while (Date.now() < early + 700) expect(await ask(after)).toMatchObject({ status: 503, body: { code: 'loading' } });
  await count();
  for (const end = Date.now() + 10_000; ; ) {
    const { status, body } = await ask(after);
    if (status === 200) {
      expect(body.groups['']?.values.paid_orders).toBe(60);
      expect(body).toMatchObject({ partial: false });
      expect(body.asOf).toBeGreaterThan(early);
      break;
    }
    expect(body.code).toBe('loading');
    expect(Date.now()).toBeLessThan(end);
  }

  const client = io(after.url, { path: '/live', transports: ['websocket'], auth: { token: TOKEN } });
  await eventually(() => expect(client.connected).toBe(true));
  const seen = (await client
    .timeout(5_000)
    .emitWithAck('watch', { queries: [{ fact: 'orders', top: 10, atLeast: '900.00' }] })) as Snapshot;
  client.disconnect();
  // Big ones are all from before it was started: a checkpoint brings them once.
  expect(Object.keys((seen.readings['0'] as LatestAnswer).rows)).toHaveLength(10);
});
