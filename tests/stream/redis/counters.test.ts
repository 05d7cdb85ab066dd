import { afterAll, beforeAll, expect, test } from 'vitest';
import { DoorCounters, readCounters } from '../../../stream/redis/counters.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

test('totals add up over flushes, and what comes late does not make the newest event of its source older', async () => {
  const store = redis.connect();
  const counters = new DoorCounters(store);
  counters.add('accepted', 2);
  counters.accepted('shop', 2, 5_000, 6_000);
  await counters.flush();
  counters.add('accepted');
  counters.accepted('shop', 1, 1_000, 7_000);
  await counters.flush();
  expect(await readCounters(store)).toEqual({
    accepted: 3,
    'source:shop:accepted': 3,
    'source:shop:last': 7_000,
    'source:shop:newest': 5_000,
  });
});

test('what cannot be written is counted with the next flush', async () => {
  const store = redis.connect();
  await store.flushall();
  const counters = new DoorCounters(store);
  counters.add('late:too_old', 3);
  await store.call('ACL', 'SETUSER', 'default', '-hincrby');
  await expect(counters.flush()).rejects.toThrow();
  await store.call('ACL', 'SETUSER', 'default', '+hincrby');
  counters.add('late:too_old');
  await counters.flush();
  expect(await readCounters(store)).toEqual({ 'late:too_old': 4 });
});
