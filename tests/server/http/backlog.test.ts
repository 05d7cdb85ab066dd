import { afterAll, beforeAll, expect, test } from 'vitest';
import { BACKLOG_LIMIT_MS, LAG_LIMIT_MS, Room } from '../../../server/ingest/room.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

test('while counting goes on, more is refused as soon as it lies far behind; while it stands, much later', async () => {
  let asOf = Date.now();
  const room = new Room({ connection: redis.connect(), directory: undefined, asOf: () => asOf });
  try {
    await room.look();
    expect(() => room.check(asOf + BACKLOG_LIMIT_MS)).not.toThrow();
    asOf += 1;
    await room.look();
    expect(() => room.check(asOf + BACKLOG_LIMIT_MS + 1_000)).toThrow('What is accepted already is counted first');
    await room.look();
    expect(() => room.check(asOf + BACKLOG_LIMIT_MS + 1_000)).not.toThrow();
    expect(() => room.check(asOf + LAG_LIMIT_MS + 1_000)).toThrow('Nothing was counted for ten minutes');
  } finally {
    room.close();
  }
});
