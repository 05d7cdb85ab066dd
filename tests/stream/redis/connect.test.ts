import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backoff, connect, subscribe } from '../../../stream/redis/connect.ts';
import { examine } from '../../../stream/redis/suitability.ts';
import { layCable } from '../../support/cable.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { freePort } from '../../support/system.ts';

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

test('an address is read as URLs write it', () => {
  const places = ['redis://[::1]:6380/2', 'redis://cache:6380', 'unix:///a/C%23/redis.sock'].map((url) => {
    const connection = connect(url);
    connection.disconnect();
    const { host, port, path } = (connection as Redis).options;
    return path ?? `${host} ${port}`;
  });
  expect(places).toEqual(['::1 6380', 'cache 6380', '/a/C#/redis.sock']);
});

test('after a crash commands under way are refused, and later ones work again without a hand', async () => {
  const connection = redis.connect();
  await connection.set('a', '1');
  const waiting = connection.blpop('nothing', 5);
  const refused = expect(waiting).rejects.toThrow();
  await redis.kill();
  await refused;
  await redis.start();
  await expect.poll(() => connection.get('a').catch(() => null)).toBe('1');
});

test('a subscription is made anew after a crash, and says so, since messages were missed', async () => {
  const [hearing, speaking] = [redis.connect(), redis.connect()];
  const heard: string[] = [];
  hearing.on('message', (_, text: string) => heard.push(text));
  await subscribe(hearing, ['news'], () => heard.push('renewed'));
  await speaking.publish('news', 'one');
  await expect.poll(() => heard).toEqual(['one']); // its sender may know of it before its hearer does
  await redis.kill();
  await redis.start();
  await expect.poll(() => heard).toEqual(['one', 'renewed']);
  await speaking.publish('news', 'two');
  await expect.poll(() => heard).toEqual(['one', 'renewed', 'two']);
});

test('a connection that breaks while it subscribes again leaves no error that nobody catches', async () => {
  const uncaught: unknown[] = [];
  const note = (error: unknown) => uncaught.push(error);
  process.on('unhandledRejection', note);
  const port = await freePort();
  const behind = await startRedis({ config: { port: String(port) } });
  const cable = await layCable(port);
  const hearing = connect(cable.url.replace('http', 'redis'));
  await subscribe(hearing, ['news']);
  const again = new Promise((resolve) => {
    hearing.once('ready', () => resolve(cable.turn('clogged'))); // what it asks now is never answered
  });
  cable.turn('pulled');
  cable.turn('plugged');
  await again;
  const ended = new Promise((resolve) => hearing.once('end', resolve));
  hearing.disconnect();
  await ended;
  await new Promise((resolve) => setTimeout(resolve, 20));
  await cable.close();
  await behind.stop();
  process.off('unhandledRejection', note);
  expect(uncaught).toEqual([]);
});

test('a line that the other side has left without a word breaks by itself, also one that only hears', async () => {
  const port = await freePort();
  const behind = await startRedis({ config: { port: String(port) } });
  const cable = await layCable(port);
  const url = cable.url.replace('http', 'redis');
  const [asking, hearing] = [connect(url, { timeout: 500 }), connect(url, { timeout: 500 })];
  let renewed = 0;
  await subscribe(hearing, ['news'], () => renewed++);
  await asking.set('a', '1');
  cable.turn('lost');
  expect(await asking.get('a').catch(() => 'none')).toBe('none');
  // More often than once where a slow machine is as silent as a lost line.
  await expect.poll(async () => [await asking.get('a'), renewed > 0]).toEqual(['1', true]);
  for (const each of [asking, hearing]) each.disconnect();
  await cable.close();
  await behind.stop();
});

test('when the master has become a replica all lines of the process go to its successor', async () => {
  const [first, second] = [await freePort(), await freePort()];
  const old = await startRedis({ config: { port: String(first) } });
  const successor = await startRedis({ config: { port: String(second) } });
  const cable = await layCable(first);
  const url = cable.url.replace('http', 'redis');
  const [writing, reading] = [connect(url), connect(url)];
  await reading.ping();
  cable.lead(second);
  await old.connect().call('REPLICAOF', '127.0.0.1', String(second));
  await expect(writing.set('a', 'new')).rejects.toThrow(/READONLY/);
  await expect.poll(() => writing.set('a', 'new')).toBe('OK');
  await expect.poll(async () => (await reading.role())[0]).toBe('master');
  for (const each of [writing, reading]) each.disconnect();
  await cable.close();
  await old.stop();
  await successor.stop();
}, 20_000);

test('pauses between attempts double and are capped', () => {
  expect([1, 2, 3, 30].map(backoff)).toEqual([10, 20, 40, 500]);
});
