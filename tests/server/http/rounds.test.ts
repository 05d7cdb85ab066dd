import { afterAll, beforeAll, expect, test } from 'vitest';
import { Rounds } from '../../../server/rounds.ts';
import { type Connection, DoorCounters, type Moment, markRehearsal, Reader } from '../../../stream/index.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { eventually } from '../../support/served.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

const roundsOn = (store: Connection, moment: () => Moment) =>
  new Rounds({
    store,
    counters: new DoorCounters(store),
    reader: new Reader({ images: () => [], settings: { timezone: 'Asia/Shanghai' } as never, campaigns: () => [] }),
    moment,
    first: () => {},
    look: async () => {},
    changed: () => {},
    onError: () => {},
  });

test('a Redis that became a replica refuses the rounds, until it is a master again', async () => {
  const store = redis.connect();
  const rounds = roundsOn(store, () => ({ now: Date.now(), asOf: 0, partial: true }));
  await rounds.attempt();
  expect(rounds.refused).toBe(false);
  await store.call('REPLICAOF', '127.0.0.1', '1');
  await rounds.attempt();
  expect(rounds.refused).toBe(true);
  await eventually(() => store.call('REPLICAOF', 'NO', 'ONE').then(() => {}));
  await rounds.attempt();
  expect(rounds.refused).toBe(false);
  await rounds.close();
});

test('whether it is a rehearsal is not said before it is known', async () => {
  const store = redis.connect();
  await markRehearsal(store);
  const loading = () => {
    throw new Error('loading');
  };
  const rounds = roundsOn(store, loading);
  expect(rounds.health).toEqual({});
  await rounds.round().catch(() => {}); // no numbers to project yet
  expect(rounds.health).toMatchObject({ rehearsal: true });
  await rounds.close();
});
