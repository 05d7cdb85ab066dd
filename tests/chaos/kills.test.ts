import { afterEach, beforeEach, expect, test } from 'vitest';
import { Days } from '../../stream/engine/days.ts';
import { Replica } from '../../stream/redis/follow.ts';
import { startAggregator, type TestAggregator } from '../support/aggregators.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { seeded } from '../support/seed.ts';
import { caughtUp, SECRET, Sender, settingsOf, ZONE } from '../support/sender.ts';
import { dice, shopping } from '../support/shopping.ts';
import { watch } from '../support/watcher.ts';

const PARTITIONS = 4;
const KILLS = 10;
const { seed } = seeded(1);
let redis: TestRedis;
let aggregator: TestAggregator;
let replica: Replica;
let shop: Sender;
/** How long it takes until what is shown is right, ms. */
const rightAgain = () => caughtUp(replica, { limit: 60_000, beside: [aggregator.child.pid, redis.pid()] });
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const start = async () => {
  aggregator = await startAggregator({
    url: redis.url,
    settings: settingsOf(PARTITIONS),
    secret: SECRET,
    owner: 'one',
    room: 1000,
  });
};
beforeEach(async () => {
  redis = await startRedis({ durable: true });
  await start();
  await aggregator.counting(PARTITIONS);
  replica = new Replica({ url: redis.url, partitions: PARTITIONS, timezone: ZONE });
  await replica.ready;
  const connection = redis.connect('sender');
  await connection.ping();
  shop = new Sender(connection, PARTITIONS);
});
afterEach(async () => {
  replica.close();
  await aggregator.kill();
  await redis.stop();
});

function lookOn() {
  const days = new Days(ZONE);
  const today = days.start(Date.now());
  return watch(
    replica,
    Array.from({ length: 6 }, (_, back) => days.shift(today, 1 - back)),
  );
}

test(`the aggregator killed ${KILLS} times under load: exact, nothing falls, right within 5 s`, async () => {
  const roll = dice(seed);
  const seen = lookOn();
  const stream = shop.stream(shopping(seed, Date.now), 40, 15);
  for (let kill = 0; kill < KILLS; kill++) {
    // One that is up and counts, and after it one that may still be taking over.
    await aggregator.counting(PARTITIONS);
    await rest(roll() * 700);
    await aggregator.kill();
    await start();
    await rest(roll() * 400);
    await aggregator.kill();
    await start();
  }
  await stream.stop();
  expect(shop.acknowledged).toBeGreaterThan(KILLS * 40);
  expect(await rightAgain()).toBeLessThan(5_000);
  expect(shop.drift(replica)).toEqual({});
  expect(seen.falls).toEqual([]);
  expect(seen.last()).toBeGreaterThan(0);
  expect(shop.refused).toBe(0);
});

test(`Redis killed ${KILLS} times under load: exact, nothing acknowledged is lost, nothing falls, right within 5 s`, async () => {
  const roll = dice(seed + 1);
  const seen = lookOn();
  const { epoch } = replica;
  const stream = shop.stream(shopping(seed + 1, Date.now), 40, 15);
  for (let kill = 0; kill < KILLS; kill++) {
    await rest(150 + roll() * 700);
    const { acknowledged } = shop;
    await redis.kill();
    await rest(roll() * 300);
    await redis.start();
    // It took more before the next kill: each is one under load.
    await expect.poll(() => shop.acknowledged).toBeGreaterThan(acknowledged);
  }
  await stream.stop();
  expect(await rightAgain()).toBeLessThan(5_000);
  expect(shop.drift(replica)).toEqual({});
  expect(seen.falls).toEqual([]);
  expect(replica.epoch).toBe(epoch);
});

test('both killed at once, again and again: exact', async () => {
  const roll = dice(seed + 2);
  const seen = lookOn();
  const stream = shop.stream(shopping(seed + 2, Date.now), 40, 15);
  for (let kill = 0; kill < 4; kill++) {
    await rest(150 + roll() * 500);
    await Promise.all([redis.kill(), aggregator.kill()]);
    await redis.start();
    await start();
    await aggregator.counting(PARTITIONS);
  }
  await stream.stop();
  expect(seen.last()).toBeGreaterThan(0);
  expect(await rightAgain()).toBeLessThan(5_000);
  expect(shop.drift(replica)).toEqual({});
  expect(seen.falls).toEqual([]);
});
