import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Admitted } from '../../../stream/contract/admitted.ts';
import { type Aggregator, runAggregator } from '../../../stream/main.ts';
import { Replica } from '../../../stream/redis/follow.ts';
import { keys } from '../../../stream/redis/keys.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { seeded } from '../../support/seed.ts';
import { caughtUp, SECRET, Sender, settingsOf, ZONE } from '../../support/sender.ts';
import { shopping } from '../../support/shopping.ts';

const PARTITIONS = 2;
const { seed } = seeded(1);
let redis: TestRedis;
const open: { stop?(): Promise<void>; close?(): void }[] = [];
beforeAll(async () => {
  redis = await startRedis({ durable: true });
});
beforeEach(async () => {
  await redis.connect().flushall();
});
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await (each.stop ?? each.close)?.call(each);
});
afterAll(() => redis.stop());

async function aggregate(more: { owner?: string; only?: number[] } = {}): Promise<Aggregator> {
  const said: string[] = [];
  const aggregator = await runAggregator({
    url: redis.url,
    settings: settingsOf(PARTITIONS),
    secret: SECRET,
    room: 1000,
    say: (sentence) => said.push(sentence),
    ...more,
  });
  open.push(aggregator);
  await expect.poll(() => aggregator.ready(), { message: said.join('\n') }).toBe(true);
  return aggregator;
}
async function follow(): Promise<Replica> {
  const replica = new Replica({ url: redis.url, partitions: PARTITIONS, timezone: ZONE });
  open.push(replica);
  await replica.ready;
  return replica;
}
async function sender(): Promise<Sender> {
  const connection = redis.connect('sender');
  await connection.ping();
  return new Sender(connection, PARTITIONS);
}
const take = (source: Iterator<Admitted>, count: number) =>
  Array.from({ length: count }, () => source.next().value as Admitted);

test('what is sent is counted and shown, every cell of it', async () => {
  await aggregate();
  const replica = await follow();
  const shop = await sender();
  const source = shopping(seed, Date.now);
  for (let batch = 0; batch < 20; batch++) await shop.send(take(source, 100));
  const took = await caughtUp(replica);
  expect(took).toBeLessThan(3_000);
  expect(replica.partial()).toBe(false);
  expect(shop.drift(replica)).toEqual({});
});

test('a graceful stop saves everything and the next owner goes on from there at once', async () => {
  const first = await aggregate();
  const shop = await sender();
  const source = shopping(seed + 1, Date.now);
  await shop.send(take(source, 1000));
  const replica = await follow();
  await caughtUp(replica);
  const begun = Date.now();
  await first.stop();
  expect(Date.now() - begun).toBeLessThan(2_000);
  expect(await redis.connect().exists(keys.lease(0), keys.lease(1))).toBe(0);
  await shop.send(take(source, 1000));
  await aggregate();
  await caughtUp(replica);
  expect(shop.drift(replica)).toEqual({});
});

test('a copy that begins late shows the same as one that was there from the start', async () => {
  await aggregate();
  const early = await follow();
  const shop = await sender();
  const stream = shop.stream(shopping(seed + 2, Date.now), 50, 5);
  await expect.poll(() => shop.acknowledged).toBeGreaterThan(500);
  const late = await follow();
  const { acknowledged } = shop;
  await expect.poll(() => shop.acknowledged).toBeGreaterThan(acknowledged + 250);
  await stream.stop();
  await caughtUp(early);
  await caughtUp(late);
  expect(shop.drift(early)).toEqual({});
  expect(shop.drift(late)).toEqual({});
});

test('two aggregators share the partitions, and one takes all when the other leaves', async () => {
  const one = await aggregate();
  const two = await aggregate();
  await expect.poll(() => [...one.live(), ...two.live()].sort(), { timeout: 20_000 }).toEqual([0, 1]);
  await expect.poll(() => one.live().length, { timeout: 20_000 }).toBe(1);
  await one.stop();
  await expect.poll(() => two.live(), { timeout: 20_000 }).toEqual([0, 1]);
});

test('the log is trimmed behind what is saved', async () => {
  await aggregate();
  const shop = await sender();
  const source = shopping(seed + 3, Date.now);
  for (let batch = 0; batch < 40; batch++) await shop.send(take(source, 20));
  const connection = redis.connect();
  const left = async () => (await connection.xlen(keys.log(0))) + (await connection.xlen(keys.log(1)));
  await expect.poll(left, { timeout: 20_000 }).toBeLessThan(4); // segments of a quiet shop wait some seconds
});
