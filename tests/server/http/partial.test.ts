import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Frame } from '../../../stream/contract/live.ts';
import type { Reading } from '../../../stream/contract/reading.ts';
import { type Aggregator, runAggregator } from '../../../stream/main.ts';
import { SETTINGS } from '../../support/counted.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { eventually, order, type Served, serve, TOKEN } from '../../support/served.ts';

let redis: TestRedis;
let server: Served;
const aggregators: Aggregator[] = [];
const count = async (...only: number[]) => {
  const aggregator = await runAggregator({ url: redis.url, settings: SETTINGS, room: 1_000, only });
  aggregators.push(aggregator);
  return aggregator;
};
beforeAll(async () => {
  redis = await startRedis();
  server = await serve(redis.url);
  await count(0, 1, 2);
});
afterAll(async () => {
  await server.close();
  for (const aggregator of aggregators) await aggregator.stop();
  await redis.stop();
});

const query = { metrics: ['gmv'], window: 'today' } as const;
const ask = async () => (await server.ask<Reading>('POST', '/api/query', query)).body;

test('readings, frames and readiness say that one of four partitions is not counted, and when it is again', async () => {
  const last = await count(3);
  await eventually(async () => expect((await ask()).partial).toBe(false), 15_000);
  const client = io(server.url, { path: '/live', transports: ['websocket'], auth: { token: TOKEN } });
  const told: unknown[] = [];
  client.on('frame', ({ patch }: Frame) => {
    const { partial } = (patch['0'] ?? {}) as Partial<Reading>;
    if (partial !== undefined) told.push(partial);
  });
  await eventually(() => expect(client.connected).toBe(true));
  await client.timeout(5_000).emitWithAck('watch', { queries: [query] });

  await last.stop();
  await eventually(async () => expect((await ask()).partial).toBe(true), 10_000);
  const { asOf } = await ask();
  expect((await server.post(Array.from({ length: 20 }, () => order()))).body.accepted).toBe(20);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await ask()).toMatchObject({ partial: true, asOf });
  await eventually(async () => {
    const readiness = await server.ask('GET', '/readyz');
    expect(readiness).toMatchObject({ status: 503, body: { status: 'not ready', silent: [3] } });
  });
  await eventually(() => expect(told.at(-1)).toBe(true));

  await count(3);
  await eventually(async () => expect(await ask()).toMatchObject({ partial: false }), 15_000);
  expect((await ask()).asOf).toBeGreaterThan(asOf);
  await eventually(() => expect(told.at(-1)).toBe(false));
  await eventually(async () => expect((await server.ask('GET', '/readyz')).status).toBe(200));
  client.disconnect();
});
