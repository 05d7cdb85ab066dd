import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Connection } from '../../../stream/redis/connect.ts';
import { digestOf } from '../../../stream/redis/ingestKeys.ts';
import { keys } from '../../../stream/redis/keys.ts';
import { tidewall } from '../../server/commands/door.ts';
import { Owner } from '../../support/owner.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { freePort } from '../../support/system.ts';

let redis: TestRedis;
let store: Connection;
beforeAll(async () => {
  redis = await startRedis();
  store = redis.connect();
});
afterAll(() => redis.stop());
beforeEach(() => store.flushall());

const run = (...argv: string[]) => tidewall(argv, { env: { LANG: 'en', REDIS_URL: redis.url } });

describe('tidewall keys', () => {
  test('shows a new key once and keeps only its hash', async () => {
    const { status, out, err } = await run('keys', 'add', 'shopify', '--rate', '500');
    expect(status).toBe(0);
    expect(err).toContain('shown only now');
    const key = out.trim();
    const stored = await store.hgetall(keys.ingestKeys);
    expect(Object.keys(stored)).toEqual([digestOf(key)]);
    expect(JSON.stringify(stored)).not.toContain(key);
    const list = await run('keys', 'list');
    expect(list.out).toMatch(/^shopify +[0-9a-f]{12} .* 500\/s\n$/);
    expect(list.out).not.toContain(key);
  });

  test('takes back all keys of a name, and says when there are none', async () => {
    await run('keys', 'add', 'pos');
    await run('keys', 'add', 'pos');
    expect(await run('keys', 'revoke', 'pos')).toMatchObject({ status: 0, out: '2 revoked.\n' });
    expect(await store.hlen(keys.ingestKeys)).toBe(0);
    expect(await run('keys', 'revoke', 'pos')).toMatchObject({ status: 1 });
    expect((await run('keys', 'list')).err).toContain('There are no keys yet');
  });
});

test('a store that is away is said in words', async () => {
  const env = { LANG: 'en', REDIS_URL: `redis://127.0.0.1:${await freePort()}` };
  const [listed, reconciled] = [await tidewall(['keys', 'list'], { env }), await tidewall(['reconcile'], { env })];
  expect(listed).toMatchObject({ status: 3, err: expect.stringContaining('does not answer (ECONNREFUSED)') });
  expect(reconciled).toMatchObject({ status: 3, err: expect.stringContaining('Redis does not answer.') });
});

describe('tidewall reconcile', () => {
  test('prints the drift, keeps it for the badge, and ends with 1 when there is one', async () => {
    await store.hset(keys.settings, { partitions: 1, timezone: 'Asia/Shanghai' });
    const owner = new Owner(store, 0);
    await owner.begin();
    await owner.step();
    await owner.save();
    expect(await run('reconcile')).toMatchObject({ status: 0, out: expect.stringMatching(/^drift 0 /) });
    expect(await store.hget(keys.reconciled, 'drift')).toBe('0');
    const json = await run('reconcile', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ drift: 0, differing: 0 });
  });

  test('says of a store that was never begun that it was not', async () => {
    expect(await run('reconcile')).toMatchObject({ status: 3, err: expect.stringContaining('never begun') });
  });
});
