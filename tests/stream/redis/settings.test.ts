import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Refusal } from '../../../stream/contract/failure.ts';
import { retain } from '../../../stream/redis/functions/retain.ts';
import { keys } from '../../../stream/redis/keys.ts';
import { Library } from '../../../stream/redis/library.ts';
import { settle } from '../../../stream/redis/settings.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

let redis: TestRedis;
let library: Library;
beforeAll(async () => {
  redis = await startRedis();
  library = new Library(redis.connect());
});
beforeEach(() => redis.connect().flushall());
afterAll(() => redis.stop());

const wanted = { partitions: 4, timezone: 'Asia/Shanghai', currency: 'CNY', digits: 2, retentionDays: 30 };

test('the first boot fixes the settings, the second finds them', async () => {
  const begun = await settle(library, wanted);
  expect(begun.settings).toEqual(wanted);
  const again = await settle(library, wanted);
  expect(again.secret).toEqual(begun.secret);
  expect(begun.secret).toHaveLength(64);
});

test('two first boots at the same moment agree on one secret', async () => {
  const [one, other] = await Promise.all([settle(library, wanted), settle(new Library(redis.connect()), wanted)]);
  expect(one.secret).toEqual(other.secret);
});

test('a difference is refused with both values named', async () => {
  await settle(library, wanted);
  const other = settle(library, { ...wanted, timezone: 'Europe/London', digits: 3 });
  await expect(other).rejects.toBeInstanceOf(Refusal);
  await expect(settle(library, { ...wanted, timezone: 'Europe/London', digits: 3 })).rejects.toThrow(
    /TIDEWALL_TIMEZONE is Europe\/London.*Asia\/Shanghai.*TIDEWALL_MONEY_DIGITS is 3.*with 2/,
  );
});

test('the retention may change', async () => {
  await settle(library, wanted);
  expect((await settle(library, { ...wanted, retentionDays: 400 })).settings.retentionDays).toBe(400);
});

test('of the secret only that it differs is said, and a given one is not stored', async () => {
  await settle(library, wanted, 'correct horse');
  expect(JSON.stringify(await redis.connect().hgetall(keys.settings))).not.toContain('correct horse');
  const wrong = settle(library, wanted, 'battery staple').catch((error: Error) => error.message);
  expect(await wrong).toMatch(/TIDEWALL_SECRET differs/);
  expect(await wrong).not.toMatch(/horse|staple/);
  await expect(settle(library, wanted)).rejects.toThrow(/TIDEWALL_SECRET is not set/);
  await settle(library, wanted, 'correct horse');
});

test('since when all entities are kept is known where the retention was once shorter', async () => {
  const DAY = 86_400_000;
  const noted = () => redis.connect().hmget(keys.settings, 'retentionDays', 'retainedSince');
  await retain(library, 7, 100 * DAY);
  expect(await noted()).toEqual(['7', null]);
  await retain(library, 30, 110 * DAY);
  expect(await noted()).toEqual(['30', String(103 * DAY)]);
  await retain(library, 10, 120 * DAY);
  await retain(library, 40, 121 * DAY);
  expect(await noted()).toEqual(['40', String(111 * DAY)]);
});
