import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHeadroom, shortOf } from '../../../stream/redis/headroom.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis({ config: { maxmemory: '20mb' } });
});
afterAll(() => redis.stop());

test('a Redis above 85 % of its maxmemory is short of memory, and no longer when it was emptied', async () => {
  const connection = redis.connect();
  expect(shortOf(await readHeadroom(connection))).toBeUndefined();
  const names: string[] = [];
  while (Number(/used_memory:(\d+)/.exec(await connection.info('memory'))?.[1]) < 18 << 20) {
    names.push(`much-${names.length}`);
    await connection.set(`much-${names.length - 1}`, 'x'.repeat(100_000));
  }
  const full = await readHeadroom(connection);
  expect(full.memory.limit).toBe(20 << 20);
  expect(shortOf(full)).toBe('memory');
  await connection.del(...names);
  expect(shortOf(await readHeadroom(connection))).toBeUndefined();
});

test('without maxmemory the machine is the limit', async () => {
  const connection = redis.connect();
  await connection.config('SET', 'maxmemory', '0');
  const { memory } = await readHeadroom(connection, redis.dir);
  expect(memory.limit).toBeGreaterThan(256 << 20);
  expect(memory.limit).toBeLessThan(2 ** 45);
});

test('less than a gigabyte of free disk is too little, on a small disk less than a fifth', () => {
  const memory = { used: 1, limit: 100 };
  const GB = 1 << 30;
  expect(shortOf({ memory, disk: { free: GB - 1, size: 100 * GB } })).toBe('disk');
  expect(shortOf({ memory, disk: { free: GB + 1, size: 100 * GB } })).toBeUndefined();
  expect(shortOf({ memory, disk: { free: GB / 4, size: GB } })).toBeUndefined();
  expect(shortOf({ memory, disk: { free: GB / 6, size: GB } })).toBe('disk');
});
