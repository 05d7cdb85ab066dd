import { afterAll, beforeAll, expect, test } from 'vitest';
import { Rounds } from '../../../server/rounds.ts';
import { DoorCounters, markRehearsal, Reader } from '../../../stream/index.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

test('whether it is a rehearsal is not said before it is known', async () => {
  const store = redis.connect();
  await markRehearsal(store);
  const loading = () => {
    throw new Error('loading');
  };
  const rounds = new Rounds({
    store,
    counters: new DoorCounters(store),
    reader: new Reader({ images: () => [], settings: { timezone: 'Asia/Shanghai' } as never, campaigns: () => [] }),
    moment: loading,
    first: () => {},
    look: async () => {},
    changed: () => {},
    onError: () => {},
  });
  expect(rounds.health).toEqual({});
  await rounds.round().catch(() => {}); // no numbers to project yet
  expect(rounds.health).toMatchObject({ rehearsal: true });
  await rounds.close();
});
