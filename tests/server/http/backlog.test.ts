import { afterAll, beforeAll, expect, test } from 'vitest';
import { BACKLOG_LIMIT_MS, LAG_LIMIT_MS, Room, STILL_MS } from '../../../server/ingest/room.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

test('while counting goes on, more is refused as soon as it lies far behind; while it stands, much later', async () => {
  const began = Date.now();
  let asOf = began;
  const room = new Room({ connection: redis.connect(), directory: undefined, asOf: () => asOf });
  try {
    await room.look(began);
    expect(() => room.check(began + 1_000)).not.toThrow();
    // It goes on, in steps that are longer than the pauses between two looks.
    const behind = began + BACKLOG_LIMIT_MS + 2_000;
    asOf += 1;
    await room.look(behind);
    for (let now = behind; now < behind + STILL_MS; now += 500) {
      await room.look(now);
      expect(() => room.check(now)).toThrow('What is accepted already is counted first');
    }
    // It stands.
    expect(() => room.check(behind + STILL_MS)).not.toThrow();
    expect(() => room.check(asOf + LAG_LIMIT_MS + 1_000)).toThrow('Nothing was counted for ten minutes');
  } finally {
    room.close();
  }
});
