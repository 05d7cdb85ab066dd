import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Admitted } from '../../../stream/contract/admitted.ts';
import { type Aggregator, runAggregator } from '../../../stream/main.ts';
import { connect } from '../../../stream/redis/connect.ts';
import { Replica } from '../../../stream/redis/follow.ts';
import { keys } from '../../../stream/redis/keys.ts';
import { LogWriter } from '../../../stream/redis/logWriter.ts';
import { type Cable, layCable } from '../../support/cable.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { seeded } from '../../support/seed.ts';
import { caughtUp, SECRET, Sender, settingsOf, ZONE } from '../../support/sender.ts';
import { shopping } from '../../support/shopping.ts';
import { freePort } from '../../support/system.ts';

const { seed } = seeded(1);
const source = shopping(seed, Date.now);
const orders = (count: number) => Array.from({ length: count }, () => source.next().value as Admitted);

/** A master and its replica behind one address, as a Sentinel or a cloud gives it. */
let master: TestRedis;
let successor: TestRedis;
let ports: [number, number];
let cable: Cable;
let url: string;
const open: { close(): unknown }[] = [];
beforeEach(async () => {
  ports = [await freePort(), await freePort()];
  master = await startRedis({ config: { port: String(ports[0]) } });
  successor = await startRedis({ config: { port: String(ports[1]) } });
  cable = await layCable(ports[0]);
  url = cable.url.replace('http', 'redis');
  await successor.connect().call('REPLICAOF', '127.0.0.1', String(ports[0]));
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
  await cable.close();
  await master.stop();
  await successor.stop();
});

async function count(): Promise<Aggregator> {
  const aggregator = await runAggregator({ url, settings: settingsOf(1), secret: SECRET, room: 1000 });
  open.unshift({ close: () => aggregator.stop() });
  return aggregator;
}
async function show() {
  const replica = new Replica({ url, partitions: 1, timezone: ZONE });
  open.push(replica);
  await replica.ready;
  const losses: number[] = [];
  replica.on('loss', (partition) => losses.push(partition));
  return { replica, losses, epoch: replica.epoch };
}
function shop(at = url): Sender {
  const connection = connect(at);
  open.push({ close: () => connection.disconnect() });
  return new Sender(connection, 1);
}
/** From now on nothing that the master acknowledges reaches its successor. */
async function partReplica(): Promise<void> {
  const behind = successor.connect();
  const offset = async (redis: TestRedis) =>
    /master_repl_offset:(\d+)/.exec(await redis.connect().info('replication'))?.[1];
  await expect.poll(async () => (await offset(successor)) === (await offset(master))).toBe(true);
  await behind.call('REPLICAOF', 'NO', 'ONE');
}
/** The successor takes over; `first` is written there before anybody else comes. */
async function failOver(first = 0): Promise<Sender> {
  cable.turn('pulled');
  await master.kill();
  const quicker = shop(successor.url);
  if (first > 0) await quicker.send(orders(first));
  cable.lead(ports[1]);
  cable.turn('plugged');
  return quicker;
}

test.each([0, 50])(
  'entries that a new master lacks are missed by who had them acknowledged, though %i others stand there already',
  async (others) => {
    const gone: number[] = [];
    const connection = connect(url);
    open.push({ close: () => connection.disconnect() });
    const sender = shop();
    const batch = () => ({ count: 1, bytes: 1, take: () => Buffer.from('x') });
    const writer = new LogWriter({ connection, batches: [batch()], onLoss: (partition) => gone.push(partition) });
    await sender.send(orders(10));
    await partReplica();
    await writer.commit([0]);
    await failOver(others);
    await expect.poll(() => gone).toEqual([0]);
  },
);

test('entries that a new master of a cluster lacks are missed, too', async () => {
  const nodes = await Promise.all(
    [0, 1, 2].map(async () => {
      const [port, bus] = [await freePort(), await freePort()];
      const config = { port: String(port), 'cluster-enabled': 'yes', 'cluster-port': String(bus) };
      const redis = await startRedis({ config });
      open.unshift({ close: () => redis.stop() });
      return { port, bus, redis, line: redis.connect() };
    }),
  );
  // A third one stays: to the connection the cluster never goes.
  const [first, second, third] = nodes as [(typeof nodes)[0], (typeof nodes)[0], (typeof nodes)[0]];
  await first.line.call('CLUSTER', 'ADDSLOTSRANGE', '8192', '16383');
  await third.line.call('CLUSTER', 'ADDSLOTSRANGE', '0', '8191');
  for (const { line } of [second, third]) await line.call('CLUSTER', 'MEET', '127.0.0.1', first.port, first.bus);
  const id = String(await first.line.call('CLUSTER', 'MYID'));
  const follows = () => second.line.call('CLUSTER', 'REPLICATE', id).catch(() => 'unknown yet');
  await expect.poll(follows).toBe('OK');
  await expect.poll(() => second.line.info('replication')).toContain('master_link_status:up');

  const gone: number[] = [];
  const connection = connect(nodes.map(({ port }) => `redis://127.0.0.1:${port}`).join());
  open.unshift({ close: () => connection.disconnect() });
  const batch = () => ({ count: 1, bytes: 1, take: () => Buffer.from('x') });
  const writer = new LogWriter({ connection, batches: [batch()], onLoss: (partition) => gone.push(partition) });
  await expect
    .poll(() =>
      writer.commit([0]).then(
        () => 'in',
        () => 'not yet',
      ),
    )
    .toBe('in');
  await first.line.call('WAIT', '1', '10000');
  // It is asked for a password that it does not have, and so never comes back.
  await second.line.call('CONFIG', 'SET', 'masterauth', 'none');
  await first.line.call('CLIENT', 'KILL', 'TYPE', 'replica');
  await writer.commit([0]);
  await first.redis.kill();
  await second.line.call('CLUSTER', 'FAILOVER', 'TAKEOVER');
  await expect.poll(() => second.line.xadd(keys.log(0), '*', 'b', 'other').catch(() => '')).toMatch(/-/);
  await expect.poll(() => gone, { timeout: 30_000 }).toEqual([0]);
});

test('a new master that lacks only the newest checkpoint costs nothing: all is counted again', async () => {
  const first = await count();
  const { replica, epoch, losses } = await show();
  const sender = shop();
  await sender.send(orders(50));
  await caughtUp(replica);
  await first.stop();
  await sender.send(orders(50));
  await partReplica();
  await count();
  await caughtUp(replica);
  const stood = (redis: TestRedis) => redis.connect().hget(keys.state(0), 'offset');
  await expect.poll(async () => (await stood(master)) === (await stood(successor))).toBe(false);
  await failOver();
  await sender.send(orders(50));
  await caughtUp(replica);
  expect(sender.drift(replica)).toEqual({});
  expect([replica.epoch, losses]).toEqual([epoch, []]);
});

test.each([0, 50])(
  'a new master that lacks entries and the checkpoint changes the epoch, with %i others there',
  async (others) => {
    const aggregator = await count();
    const { replica, epoch, losses } = await show();
    const kept = shop();
    await kept.send(orders(50));
    await caughtUp(replica);
    await partReplica();
    await shop().send(orders(50));
    await caughtUp(replica);
    await failOver(others);
    await expect.poll(() => aggregator.losses(), { timeout: 10_000 }).toBeGreaterThan(0);
    await expect.poll(() => losses.length, { timeout: 10_000 }).toBe(1);
    expect(replica.epoch).not.toBe(epoch);
  },
);
