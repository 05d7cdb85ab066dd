import { afterAll, beforeAll, expect, test } from 'vitest';
import { backoff } from '../../../stream/redis/connect.ts';
import { examine } from '../../../stream/redis/suitability.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis({ durable: true });
});
afterAll(() => redis.stop());

test('a Redis with noeviction and an append-only file is suitable, and its durability is known', async () => {
  const found = await examine(redis.connect());
  expect(found.durability).toBe('safe');
  expect(Number.parseInt(found.version, 10)).toBeGreaterThanOrEqual(7);
});

test('a Redis that may evict is refused with the setting named', async () => {
  const evicting = await startRedis({ config: { 'maxmemory-policy': 'allkeys-lru', maxmemory: '20mb' } });
  await expect(examine(evicting.connect())).rejects.toThrow(/allkeys-lru.*noeviction/);
  await evicting.stop();
});

test('a Redis that hides CONFIG has unknown durability', async () => {
  const hiding = await startRedis({ config: { 'rename-command': 'CONFIG ""' } });
  expect((await examine(hiding.connect())).durability).toBe('unknown');
  await hiding.stop();
});

test('after a crash commands under way are refused, and later ones work again without a hand', async () => {
  const connection = redis.connect();
  await connection.set('a', '1');
  const waiting = connection.blpop('nothing', 5);
  const refused = expect(waiting).rejects.toThrow();
  await redis.kill();
  await refused;
  await redis.start();
  let value: string | null = null;
  for (let attempt = 0; attempt < 100 && value === null; attempt++) {
    value = await connection.get('a').catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(value).toBe('1');
});

test('pauses between attempts double and are capped', () => {
  expect([1, 2, 3, 30].map(backoff)).toEqual([10, 20, 40, 500]);
});
