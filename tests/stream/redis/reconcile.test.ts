import { setTimeout as rest } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ordinaryPlan } from '../../../server/sources/rehearsal/night.ts';
import { play } from '../../../server/sources/rehearsal/play.ts';
import { Edge } from '../../../stream/engine/batch.ts';
import { bucketAt, DAY, F, M, pageKey } from '../../../stream/engine/families.ts';
import { decodePage, encodePage } from '../../../stream/engine/pages.ts';
import { admit } from '../../../stream/entities/admit.ts';
import { reconcile, storeReconciliation } from '../../../stream/reconcile/reconcile.ts';
import type { Connection } from '../../../stream/redis/connect.ts';
import { retain } from '../../../stream/redis/functions/retain.ts';
import { keys } from '../../../stream/redis/keys.ts';
import { Library } from '../../../stream/redis/library.ts';
import { readReconciled } from '../../../stream/redis/rehearsal.ts';
import { Owner } from '../../support/owner.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

const HOUR = 3_600_000;
const settings = { currency: 'CNY', digits: 2, retentionDays: 30 };
let redis: TestRedis;
let store: Connection;
let owner: Owner;
beforeAll(async () => {
  redis = await startRedis();
  store = redis.connect();
});
afterAll(() => redis.stop());
beforeEach(async () => {
  await store.flushall();
  await store.hset(keys.settings, { partitions: 1, timezone: 'Asia/Shanghai' });
  owner = new Owner(store, 0);
  await owner.begin();
});

/** Log entries of a few hours of trade that end now. */
function* bodies(seed: number, rate: number, size = 50): Generator<Buffer> {
  const to = Math.floor(Date.now() / 1000) * 1000;
  const from = to - 6 * HOUR;
  const plan = { ...ordinaryPlan(seed, rate, { from, to, midnight: from }), trouble: true, stock: true };
  const edge = new Edge('secret', 1);
  const take = () => Buffer.from(edge.builders[0]?.take() ?? []);
  let count = 0;
  for (const { event } of play(plan).deliveries) {
    const verdict = admit(event, { settings, source: 'test', now: Date.now() });
    if (verdict.verdict !== 'accepted') throw new Error(JSON.stringify(verdict));
    edge.add(verdict.event);
    if (++count % size === 0) yield take();
  }
  if (count % size > 0) yield take();
}
const append = (body: Buffer) => store.xadd(keys.log(0), '*', 'b', body);
async function counted(seed: number, rate: number): Promise<void> {
  for (const body of bodies(seed, rate)) await append(body);
  for (let step = 0; step < 20; step++) await owner.step();
  await owner.save();
}
const look = () => reconcile({ url: redis.url, retentionDays: 30 });

let beating: ReturnType<typeof setInterval> | undefined;
afterEach(() => clearInterval(beating));
function beat(): void {
  beating = setInterval(() => void owner.step().catch(() => {}), 50);
}

describe('reconcile', () => {
  test('finds no drift in what stands still, with an owner who speaks and without one', async () => {
    await counted(1, 0.02);
    const alone = await look();
    expect(alone).toMatchObject({ differing: 0, drift: 0, moneyDrift: 0, worst: [] });
    expect(alone.entities).toBeGreaterThan(400);
    expect(alone.cells).toBeGreaterThan(5_000);
    beat();
    expect(await look()).toMatchObject({ differing: 0, drift: 0, entities: alone.entities });
  });

  test('finds no drift under load, while segments are saved and the log is trimmed', async () => {
    const source = bodies(2, 0.3);
    let running = true;
    const load = (async () => {
      for (let turn = 0; running; turn++) {
        for (let each = 0; each < 3; each++) {
          const { value, done } = source.next();
          if (!done) await append(value);
        }
        await owner.step(turn % 5 === 0);
        if (turn % 3 === 0) await owner.save(turn % 2 === 0 ? 200_000 : 20_000);
        await rest(5);
      }
    })();
    for (let once = 0; once < 3; once++) {
      await rest(200);
      expect(await look()).toMatchObject({ differing: 0, drift: 0 });
    }
    running = false;
    await load;
    expect(Number(await store.xlen(keys.log(0)))).toBeLessThan(owner.core.counters.events / 50);
  });

  test('finds a cell that says something else, how much, and where; and a lost page', async () => {
    await counted(3, 0.02);
    const today = bucketAt(DAY, dayStart());
    const key = String(pageKey(F.store, DAY, M.gmv, 0, today));
    await store.del(keys.redo(0));
    await saveAllPages();
    const page = await store.hgetBuffer(keys.pages(0), key);
    if (!page) throw new Error('the page of today is not there');
    const values = decodePage(page).slice();
    const stood = values[0] as number;
    values[0] = stood + 12_345;
    await store.hset(keys.pages(0), key, Buffer.from(encodePage(values, 0, 1, values.length)));
    beat();
    const corrupted = await look();
    expect(corrupted).toMatchObject({ differing: 1, drift: 12_345, moneyDrift: 12_345 });
    expect(corrupted.worst[0]).toMatchObject({ family: 'store', grain: 'day', measure: 'gmv', start: dayStart() });
    expect(corrupted.worst[0]).toMatchObject({ stands: stood + 12_345, sum: stood });
    await store.hdel(keys.pages(0), key);
    expect((await look()).differing).toBeGreaterThan(1);
  });

  test('leaves out the days of which a shorter retention forgot something', async () => {
    owner = new Owner(store, 0, { retentionDays: 5 });
    await owner.begin();
    const edge = new Edge('secret', 1);
    const pay = async (order: string, at: number) => {
      const event = { type: 'order.paid', id: order, at, order, shop: 's', amount: '5' };
      const verdict = admit(event, { settings, source: 'test', now: at });
      if (verdict.verdict !== 'accepted') throw new Error(JSON.stringify(verdict));
      edge.add(verdict.event);
      await append(Buffer.from(edge.builders[0]?.take() ?? []));
      await owner.step();
    };
    await pay('old', Date.now() - 20 * 24 * HOUR);
    owner.core.sweep(Date.now() + 48 * HOUR, []); // its time is over
    await pay('new', Date.now());
    await saveAllPages(); // and it stands in the log no more
    beat();
    const library = new Library(store);
    await retain(library, 30);
    expect(await look()).toMatchObject({ entities: 1, moneyDrift: 500 });
    await store.hdel(keys.settings, 'retentionDays');
    await retain(library, 5);
    await retain(library, 30);
    expect(await look()).toMatchObject({ entities: 1, differing: 0 });
  });

  test('keeps its result where the badge looks for it', async () => {
    await counted(4, 0.01);
    beat();
    const result = await look();
    await storeReconciliation(redis.url, result);
    expect(await readReconciled(store)).toEqual({ drift: 0, at: result.at });
  });

  test('ends at once when it is told to, also while it waits for a Redis that is gone', async () => {
    const other = await startRedis();
    await other.connect().hset(keys.settings, { partitions: 1, timezone: 'Asia/Shanghai' });
    const stop = new AbortController();
    const waiting = reconcile({ url: other.url, retentionDays: 30, signal: stop.signal });
    const refused = expect(waiting).rejects.toThrow();
    await rest(300);
    await other.kill();
    await rest(300);
    const asked = Date.now();
    stop.abort();
    await refused;
    expect(Date.now() - asked).toBeLessThan(3_000);
    await other.stop();
  });

  test('says that a store was never begun', async () => {
    await store.flushall();
    await expect(look()).rejects.toThrow('This store was never begun');
  });
});

const dayStart = () => Math.floor((Date.now() + 8 * HOUR) / (24 * HOUR)) * 24 * HOUR - 8 * HOUR;

/** Checkpoints until every page stands by itself. */
async function saveAllPages(): Promise<void> {
  for (let turn = 0; owner.core.unsaved && turn < 50; turn++) await owner.save(8 << 20);
}
