import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Admitted } from '../../../stream/contract/admitted.ts';
import { Days } from '../../../stream/engine/days.ts';
import { type Aggregator, runAggregator } from '../../../stream/main.ts';
import { Replica } from '../../../stream/redis/follow.ts';
import { Follower } from '../../../stream/redis/follower.ts';
import { keys } from '../../../stream/redis/keys.ts';
import { cellsOf } from '../../support/naive.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { seeded } from '../../support/seed.ts';
import { caughtUp, SECRET, Sender, settingsOf, ZONE } from '../../support/sender.ts';
import { shopping } from '../../support/shopping.ts';

const { seed } = seeded(1);
let redis: TestRedis;
let aggregator: Aggregator;
let replica: Replica;
let shop: Sender;
beforeAll(async () => {
  redis = await startRedis();
  aggregator = await runAggregator({ url: redis.url, settings: settingsOf(1), secret: SECRET, room: 1000 });
  replica = new Replica({ url: redis.url, partitions: 1, timezone: ZONE });
  await replica.ready;
  const connection = redis.connect();
  await connection.ping();
  shop = new Sender(connection, 1);
});
afterAll(async () => {
  replica.close();
  await aggregator.stop();
  await redis.stop();
});

test('a copy that loses every third message ends with the same numbers, and does not load for each', async () => {
  const hearing = redis.connect();
  const lossy = new Follower(redis.connect(), 0, new Days(ZONE), {
    changed: () => {},
    latest: () => {},
    lost: () => expect.unreachable('nothing was lost'),
    inTurn: (work) => work(),
  });
  let heard = 0;
  let lose = true;
  hearing.on('messageBuffer', (_: Buffer, message: Buffer) => {
    if (++heard % 3 !== 0 || !lose) lossy.take(message);
  });
  await hearing.subscribe(keys.deltas(0));
  await lossy.load();
  const stream = shop.stream(shopping(seed, Date.now), 20, 10);
  await expect.poll(() => heard).toBeGreaterThan(24);
  await stream.stop();
  const lost = Math.floor(heard / 3);
  expect(lost).toBeGreaterThan(5);
  expect(lossy.loads).toBeLessThan(lost);
  lose = false;
  await caughtUp(replica);
  const image = () => lossy.copy && Object.fromEntries(cellsOf([lossy.copy.image]));
  const right = Object.fromEntries(cellsOf(replica.images as Parameters<typeof cellsOf>[0]));
  await expect.poll(image, { interval: 100 }).toEqual(right);
  await lossy.close();
});

test('a copy that a message made load is waited for: nobody reads an empty one as zero', async () => {
  const hearing = redis.connect();
  const message = new Promise<Buffer>((resolve) =>
    hearing.once('messageBuffer', (_: Buffer, bytes: Buffer) => resolve(bytes)),
  );
  await hearing.subscribe(keys.deltas(0));
  const events = { changed: () => {}, latest: () => {}, lost: () => {}, inTurn: <T>(work: () => Promise<T>) => work() };
  const late = new Follower(redis.connect(), 0, new Days(ZONE), events);
  late.take(await message);
  await late.load();
  expect(late.copy?.head.asOf).toBeGreaterThan(0);
  await late.close();
});

test('the rows of the ticker reach a copy that was there and one that comes later', async () => {
  const rows: string[] = [];
  replica.on('latest', (list) => rows.push(...list.map((row) => row.key)));
  const source = shopping(seed + 1, Date.now);
  await shop.send(Array.from({ length: 200 }, () => source.next().value as Admitted));
  await caughtUp(replica);
  await expect.poll(() => rows.length).toBeGreaterThan(5);
  await expect
    .poll(async () => String(await redis.connect().hget(keys.state(0), 'meta')).includes(String(rows.at(-1))))
    .toBe(true);
  const later = new Replica({ url: redis.url, partitions: 1, timezone: ZONE });
  const seen: string[] = [];
  later.on('latest', (list) => seen.push(...list.map((row) => row.key)));
  await later.ready;
  expect(seen).toContain(rows.at(-1));
  later.close();
});

test('when acknowledged data is gone from Redis, the epoch changes, the loss is counted and counting goes on', async () => {
  const { epoch } = replica;
  const losses: number[] = [];
  replica.on('loss', (partition) => losses.push(partition));
  const operator = redis.connect();
  await operator.flushall();
  await operator.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
  await expect.poll(() => aggregator.losses()).toBeGreaterThan(0);
  await expect.poll(() => losses.length).toBeGreaterThan(0);
  expect(replica.epoch).not.toBe(epoch);
  const fresh = new Sender(redis.connect(), 1);
  const source = shopping(seed + 2, Date.now);
  await fresh.send(Array.from({ length: 200 }, () => source.next().value as Admitted));
  await caughtUp(replica);
  expect(fresh.drift(replica)).toEqual({});
});

test('numbers are as of the clock also where that is set back or forward by ten minutes', async () => {
  const real = Date.now;
  const clock = vi.spyOn(Date, 'now');
  for (const step of [-600_000, 600_000]) {
    clock.mockImplementation(() => real() + step);
    await expect.poll(() => Math.abs(Date.now() - replica.asOf()), { timeout: 10_000 }).toBeLessThan(3_000);
  }
  clock.mockRestore();
  await expect.poll(() => Math.abs(Date.now() - replica.asOf()), { timeout: 10_000 }).toBeLessThan(3_000);
});

test('a partition that falls silent is told of, though the clock is set back at that moment', async () => {
  await expect.poll(() => replica.silent(), { timeout: 5_000 }).toEqual([]);
  await aggregator.stop();
  const real = Date.now;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => real() - 3_600_000);
  await expect.poll(() => replica.silent(), { timeout: 5_000 }).toEqual([0]);
  clock.mockRestore();
});
