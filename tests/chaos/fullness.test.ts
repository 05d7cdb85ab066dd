import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { runAggregator } from '../../stream/main.ts';
import { connect } from '../../stream/redis/connect.ts';
import { startEmbedded } from '../../stream/redis/embedded.ts';
import { lastGenerated } from '../../stream/redis/entryId.ts';
import { Replica } from '../../stream/redis/follow.ts';
import { keys } from '../../stream/redis/keys.ts';
import { startRedis } from '../support/redis.ts';
import { seeded } from '../support/seed.ts';
import { caughtUp, SECRET, Sender, settingsOf, ZONE } from '../support/sender.ts';
import { shopping } from '../support/shopping.ts';

const PARTITIONS = 2;
const { seed } = seeded(1);
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A small disk of its own, where this machine lets us mount one. */
let disk: string | undefined;
beforeAll(() => {
  const path = mkdtempSync(join(tmpdir(), 'tide-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=60m', 'tmpfs', path], { stdio: 'ignore' });
    disk = path;
  } catch {
    rmSync(path, { recursive: true });
    console.info('Mounting a small disk is not allowed here: the full disk is not tested.');
  }
});
afterAll(() => {
  if (!disk) return;
  execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true });
});

async function play(url: string): Promise<{ shop: Sender; replica: Replica }> {
  const said: string[] = [];
  const options = { url, settings: settingsOf(PARTITIONS), secret: SECRET, room: 1000 };
  const aggregator = await runAggregator({ ...options, say: (sentence) => said.push(sentence) });
  ends.push(() => aggregator.stop());
  const replica = new Replica({ url, partitions: PARTITIONS, timezone: ZONE });
  ends.push(() => replica.close());
  await replica.ready;
  const connection = connect(url, { name: 'sender' });
  ends.push(() => connection.disconnect());
  await connection.ping();
  return { shop: new Sender(connection, PARTITIONS), replica };
}

test('a Redis at maxmemory refuses new events, goes on counting, and takes more when there is room', async () => {
  const redis = await startRedis({ durable: true });
  ends.push(() => redis.stop());
  const { shop, replica } = await play(redis.url);
  const stream = shop.stream(shopping(seed, Date.now), 40, 10);
  await expect.poll(() => shop.acknowledged).toBeGreaterThan(400);
  const operator = redis.connect();
  await operator.config('SET', 'maxmemory', '1mb');
  await expect.poll(() => shop.refused).toBeGreaterThan(5);
  const { acknowledged } = shop;
  await caughtUp(replica);
  expect(replica.partial()).toBe(false);
  // What is counted is also saved while Redis is full: up to the end of the log.
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const offset = () => operator.hget(keys.state(partition), 'offset');
    await expect.poll(offset).toBe(await lastGenerated(operator, partition));
  }
  await operator.config('SET', 'maxmemory', '0');
  await expect.poll(() => shop.acknowledged).toBeGreaterThan(acknowledged + 200);
  await stream.stop();
  await caughtUp(replica);
  expect(shop.drift(replica)).toEqual({});
});

test('on a full disk Redis ends, says so, waits for room and goes on by itself; nothing acknowledged is lost', async ({
  skip,
}) => {
  if (!disk) return skip('no small disk can be mounted here');
  const said: string[] = [];
  const say = (sentence: string) => said.push(sentence);
  const redis = await startEmbedded({ data: disk, durability: 'safe', install: false, say });
  ends.push(() => redis.stop());
  const { shop, replica } = await play(redis.url);
  const stream = shop.stream(shopping(seed + 1, Date.now), 40, 10);
  await expect.poll(() => shop.acknowledged).toBeGreaterThan(400);
  const filler = join(disk, 'filler');
  try {
    writeFileSync(filler, Buffer.alloc(80 << 20));
  } catch {} // full is what it should be
  await expect.poll(() => said.join(' ')).toContain('is full');
  const restarts = redis.restarts();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(redis.restarts()).toBe(restarts);
  const { acknowledged } = shop;
  rmSync(filler);
  await expect.poll(() => shop.acknowledged).toBeGreaterThan(acknowledged + 200);
  await stream.stop();
  await caughtUp(replica);
  expect(shop.drift(replica)).toEqual({});
});
