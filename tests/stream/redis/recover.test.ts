import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Admitted } from '../../../stream/contract/admitted.ts';
import { Edge } from '../../../stream/engine/batch.ts';
import type { Core } from '../../../stream/engine/core.ts';
import { acquire } from '../../../stream/redis/functions/acquire.ts';
import { keys } from '../../../stream/redis/keys.ts';
import { Library } from '../../../stream/redis/library.ts';
import { LogReader } from '../../../stream/redis/logReader.ts';
import { applyEntry, recover } from '../../../stream/redis/recover.ts';
import { Saver } from '../../../stream/redis/saver.ts';
import { newCore, orders, paid } from '../../support/feed.ts';
import { NOW } from '../../support/joined.ts';
import { cellsOf } from '../../support/naive.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

let redis: TestRedis;
let connection: ReturnType<TestRedis['connect']>;
let library: Library;
let reader: LogReader;
beforeAll(async () => {
  redis = await startRedis();
  connection = redis.connect();
  library = new Library(connection);
  reader = new LogReader(redis.url, 0);
});
beforeEach(() => connection.flushall());
afterAll(async () => {
  reader.close();
  await redis.stop();
});

/** Takes the partition, as an owner does that has just been started. */
async function own() {
  const core = newCore();
  const fence = Number(await acquire(library, 0, 'test', 1000));
  const recovered = await recover(core, connection, reader, 0, []);
  const saver = new Saver({ core, library, connection, partition: 0, fence, revision: () => 0 });
  saver.offset = recovered.standing.offset;
  return { core, saver, ...recovered };
}

/** Writes one log entry of these events and counts it. */
async function count(core: Core, events: Iterable<Admitted>): Promise<void> {
  const edge = new Edge('a secret of the tests', 1);
  for (const event of events) edge.add(event);
  const body = Buffer.from(edge.builders[0]?.take() ?? []);
  const id = String(await connection.xadd(keys.log(0), '*', 'b', body));
  expect(await applyEntry(core, { id, body }, true)).toBe('counted');
}

test('an order that was counted, but whose entity was not saved, is not counted again by the next owner', async () => {
  const first = await own();
  await count(first.core, orders(0, 10));
  await first.saver.save(); // the first one is whole
  await count(first.core, orders(10, 1));
  await first.saver.save(); // soon after it: counted are its numbers, its entity has to wait
  expect(await connection.xlen(keys.log(0))).toBe(1);

  const second = await own();
  await second.entities?.();
  await count(second.core, orders(0, 11));
  expect(second.core.counters).toMatchObject({ duplicates: 11, entities: 11 });
});

test('where all is saved the numbers are there before the entities, and no order is counted again', async () => {
  const first = await own();
  await count(first.core, orders(0, 10));
  await first.saver.save(true);

  const second = await own();
  expect(second.entities).toBeDefined();
  expect(second.core.counters.entities).toBe(10);
  await second.saver.save(); // its owner may end before it has loaded them
  const third = await own();
  await third.entities?.();
  await count(third.core, orders(0, 10));
  expect(third.core.counters).toMatchObject({ duplicates: 10, entities: 10 });
});

test('what came after the last checkpoint is counted at once', async () => {
  const first = await own();
  await count(first.core, orders(0, 10));
  await first.saver.save(true);
  await count(first.core, orders(10, 5));

  const second = await own();
  expect(second.entities).toBeUndefined();
  expect(second.core.counters).toMatchObject({ events: 15, duplicates: 0, entities: 15 });
});

test('an order with a great many payments holds up nobody: it is counted in pieces, and nothing is saved in their midst', async () => {
  const one = await own();
  await one.saver.save();
  const { offset } = one.core;
  const edge = new Edge('a secret of the tests', 1);
  for (let payment = 0; payment < 1_000; payment++)
    edge.add(paid('0', { id: `p${payment}`, payment: `p${payment}`, at: NOW + payment }));
  const body = Buffer.from(edge.builders[0]?.take() ?? []);
  const entry = { id: String(await connection.xadd(keys.log(0), '*', 'b', body)), body };

  const seen = new Set<boolean>();
  let pauses = 0;
  const pause = async () => {
    pauses++;
    for (const wanted of [one.saver.due, one.saver.behind, !one.core.midway]) seen.add(wanted);
    await one.saver.save();
    return true;
  };
  expect(await applyEntry(one.core, entry, true, pause)).toBe('counted');
  expect(pauses).toBeGreaterThan(5);
  expect([...seen]).toEqual([false]);
  expect([one.saver.offset, one.saver.due]).toEqual([offset, true]);
  await one.saver.save(true);
  expect(one.saver.offset).toBe(entry.id);

  const whole = newCore();
  whole.sweep(Date.now(), []);
  whole.applyBatch(body, entry.id, { fold: true });
  expect(cellsOf([one.core.image])).toEqual(cellsOf([whole.image]));

  const left = newCore();
  expect(await applyEntry(left, entry, true, async () => false)).toBe('left');
  expect(left.midway).toBe(true);
});
