import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Admitted } from '../../../stream/contract/admitted.ts';
import { type Aggregator, runAggregator } from '../../../stream/main.ts';
import { Replica } from '../../../stream/redis/follow.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { seeded } from '../../support/seed.ts';
import { caughtUp, SECRET, Sender, settingsOf, ZONE } from '../../support/sender.ts';
import { shopping } from '../../support/shopping.ts';

let redis: TestRedis;
let shop: Sender;
let aggregator: Aggregator | undefined;
let replica: Replica | undefined;
beforeEach(async () => {
  redis = await startRedis();
  const connection = redis.connect();
  await connection.ping();
  shop = new Sender(connection, 1);
});
afterEach(async () => {
  replica?.close();
  await aggregator?.stop();
  await redis.stop();
});
const count = () => runAggregator({ url: redis.url, settings: settingsOf(1), secret: SECRET, room: 1000 });
const source = shopping(seeded(1).seed, Date.now);
const send = (events: number) => shop.send(Array.from({ length: events }, () => source.next().value as Admitted));

/** Counted and saved by an owner that is gone; a copy is loaded while there is none. */
async function orphaned(): Promise<Replica> {
  aggregator = await count();
  await send(300);
  const first = new Replica({ url: redis.url, partitions: 1, timezone: ZONE });
  await caughtUp(first);
  first.close();
  await aggregator.stop();
  replica = new Replica({ url: redis.url, partitions: 1, timezone: ZONE });
  await replica.ready;
  return replica;
}

test('a copy loaded before an owner came up goes on with it without being loaded again', async () => {
  const early = await orphaned();
  expect(shop.drift(early)).toEqual({});
  aggregator = await count();
  await caughtUp(early);
  await send(50);
  await caughtUp(early);
  expect(shop.drift(early)).toEqual({});
  expect(early.loads).toBe(1);
});

test('where nobody counts, a copy says up to when its checkpoint counts, and that it was not heard', async () => {
  const begun = Date.now();
  const early = await orphaned();
  expect(early.heard).toBe(false);
  expect(early.asOf()).toBeGreaterThan(begun - 2);
  expect(early.asOf()).toBeLessThan(Date.now());
  aggregator = await count();
  await expect.poll(() => early.heard).toBe(true);
});

test('what the new owner found in the log is in the copy too', async () => {
  const early = await orphaned();
  await send(100);
  aggregator = await count();
  await caughtUp(early);
  expect(shop.drift(early)).toEqual({});
});

test('after its connection broke it is loaded again, for what it has loaded may be gone', async () => {
  aggregator = await count();
  await send(100);
  await aggregator.stop();
  const early = new Replica({ url: redis.url, partitions: 1, timezone: ZONE });
  replica = early;
  await early.ready;
  await redis.connect().call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
  aggregator = await count();
  await caughtUp(early);
  expect(shop.drift(early)).toEqual({});
  expect(early.loads).toBe(2);
});
