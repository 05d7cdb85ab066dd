import { afterEach, beforeEach, expect, test } from 'vitest';
import { Replica } from '../../stream/redis/follow.ts';
import { startAggregator, type TestAggregator } from '../support/aggregators.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { seeded } from '../support/seed.ts';
import { caughtUp, SECRET, Sender, settingsOf, ZONE } from '../support/sender.ts';
import { shopping } from '../support/shopping.ts';

const PARTITIONS = 4;
const { seed } = seeded(1);
const aggregators: TestAggregator[] = [];
let redis: TestRedis;
let replica: Replica;
let shop: Sender;
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function count(owner: string, only: number[]): Promise<TestAggregator> {
  const settings = settingsOf(PARTITIONS);
  const aggregator = await startAggregator({ url: redis.url, settings, secret: SECRET, owner, only, room: 1000 });
  aggregators.push(aggregator);
  await aggregator.counting(only.length);
  return aggregator;
}
beforeEach(async () => {
  redis = await startRedis({ durable: true });
  replica = new Replica({ url: redis.url, partitions: PARTITIONS, timezone: ZONE });
  await replica.ready;
  shop = new Sender(redis.connect('sender'), PARTITIONS);
});
afterEach(async () => {
  replica.close();
  for (const aggregator of aggregators.splice(0)) await aggregator.kill();
  await redis.stop();
});

test('an owner that slept through its lease is stopped by the fence when it wakes, and nothing it says counts', async () => {
  const sleeper = await count('sleeper', [0, 1, 2, 3]);
  const stream = shop.stream(shopping(seed, Date.now), 40, 20);
  await rest(500);
  sleeper.child.kill('SIGSTOP');
  const heir = await count('heir', [0, 1, 2, 3]);
  const fences = replica.heads.map((head) => head?.fence ?? 0);
  await rest(300);
  sleeper.child.kill('SIGCONT');
  await expect.poll(() => sleeper.said()).toMatch(/another owner/);
  await rest(500);
  await stream.stop();
  await caughtUp(replica);
  expect(heir.live()).toEqual([0, 1, 2, 3]);
  expect(sleeper.live()).toEqual([]);
  expect(replica.heads.every((head, partition) => (head?.fence ?? 0) >= (fences[partition] ?? 0))).toBe(true);
  expect(shop.drift(replica)).toEqual({});
});

test('two aggregators under one name on one partition: the fences stop them in turn, and the numbers are exact', async () => {
  await count('rest', [1, 2, 3]);
  const one = await count('twin', [0]);
  const stream = shop.stream(shopping(seed + 1, Date.now), 40, 20);
  const two = await count('twin', [0]);
  await expect.poll(() => one.said() + two.said()).toMatch(/fence \d+ is over/);
  await rest(1_000);
  await two.kill();
  await stream.stop();
  await caughtUp(replica);
  expect(shop.drift(replica)).toEqual({});
});

test('one of four partitions stands still: readings are partial and as-of stands, until it goes on', async () => {
  await count('most', [0, 1, 2]);
  const last = await count('last', [3]);
  const stream = shop.stream(shopping(seed + 2, Date.now), 40, 20);
  await expect.poll(() => replica.asOf()).toBeGreaterThan(0);
  await expect.poll(() => replica.partial()).toBe(false);
  last.child.kill('SIGSTOP');
  await expect.poll(() => replica.silent()).toContain(3);
  const stands = replica.asOf();
  await rest(500);
  expect(replica.asOf()).toBe(stands);
  expect(replica.partial()).toBe(true);
  last.child.kill('SIGCONT');
  await stream.stop();
  await caughtUp(replica);
  await expect.poll(() => replica.partial()).toBe(false);
  expect(shop.drift(replica)).toEqual({});
});
