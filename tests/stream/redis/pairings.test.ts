import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PAIRING_MS, type PairedScreen } from '../../../stream/contract/screen.ts';
import { keys } from '../../../stream/redis/keys.ts';
import { Library } from '../../../stream/redis/library.ts';
import { beginPairing, endPairing, pairScreen, readPairing } from '../../../stream/redis/pairings.ts';
import { changeScreen, readCredentials, readScreens, revokeScreen } from '../../../stream/redis/screens.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

let redis: TestRedis;
let library: Library;
let connection: ReturnType<TestRedis['connect']>;
beforeAll(async () => {
  redis = await startRedis();
  connection = redis.connect();
  library = new Library(connection);
});
beforeEach(() => connection.flushall());
afterAll(() => redis.stop());

const screen = (id: string): PairedScreen => ({ id, name: id, layout: 'promotion', pairedAt: 1 });
const begin = (digest: string, code?: string) =>
  beginPairing(library, digest, 'here', { most: 3, ...(code ? { draw: () => code } : {}) });
const claim = (code: string, id: string) =>
  pairScreen(library, connection, code, screen(id), (digest) => `of ${digest}`);

test('no more devices wait than may, and everything about them lapses by itself', async () => {
  for (const digest of ['a', 'b', 'c'])
    expect(await begin(digest)).toEqual({ code: expect.stringMatching(/^[A-HJ-NP-Z2-9]{6}$/) });
  expect(await begin('d')).toBe('full');
  const names = await connection.keys('*');
  expect(names.length).toBe(8);
  for (const name of names) {
    const left = await connection.pttl(name);
    expect([name, left > 0 && left <= PAIRING_MS]).toEqual([name, true]);
  }
  // As if its five minutes were over.
  await connection.zadd(keys.waitingPairings, 1, 'b');
  expect(await begin('d')).toMatchObject({ code: expect.anything() });
});

test('one address does not take the room of all, and has its own again when a device of it was claimed', async () => {
  const from = (address: string, digest: string, code?: string) =>
    beginPairing(library, digest, address, { mostOfOne: 2, ...(code ? { draw: () => code } : {}) });
  await from('one', 'a', 'AAAAAA');
  await from('one', 'b');
  expect(await from('one', 'c')).toBe('crowded');
  expect(await from('other', 'c')).toMatchObject({ code: expect.anything() });
  await claim('AAAAAA', 's');
  expect(await from('one', 'd')).toMatchObject({ code: expect.anything() });
  expect(await from('one', 'e')).toBe('crowded');
});

test('two devices never show the same code', async () => {
  expect(await begin('a', 'AAAAAA')).toEqual({ code: 'AAAAAA' });
  expect(await begin('b', 'AAAAAA')).toBe('full');
  await claim('AAAAAA', 's');
  expect((await readPairing(connection, 'a'))?.screen).toBe('s');
});

test('of many who claim a code one succeeds; it makes room for another that waits', async () => {
  await begin('a', 'AAAAAA');
  const claims = await Promise.all(['1', '2', '3', '4', '5'].map((id) => claim('AAAAAA', id)));
  expect(claims.sort()).toEqual(['gone', 'gone', 'gone', 'gone', 'ok']);
  expect((await readScreens(connection)).length).toBe(1);
  expect([...(await readCredentials(connection)).keys()]).toEqual(['of a']);
  expect(await connection.zcard(keys.waitingPairings)).toBe(0);
});

test('a device that knows what it became may ask again for a minute, not longer', async () => {
  await begin('a', 'AAAAAA');
  expect(await readPairing(connection, 'a')).toMatchObject({ screen: undefined });
  await claim('AAAAAA', 's');
  await endPairing(connection, 'a');
  expect((await readPairing(connection, 'a'))?.left).toBeLessThanOrEqual(60_000);
  await connection.pexpire(keys.pairing('a'), 10_000);
  await endPairing(connection, 'a');
  expect((await readPairing(connection, 'a'))?.left).toBeLessThanOrEqual(10_000);
});

test('a screen that was revoked does not come back by a change of it', async () => {
  await begin('a', 'AAAAAA');
  await claim('AAAAAA', 's');
  const [first] = await readScreens(connection);
  const changed = await changeScreen(library, connection, { ...screen('s'), name: 'other' }, first?.version);
  expect(await readScreens(connection)).toEqual([{ ...screen('s'), name: 'other', ...(changed as object) }]);
  expect(await changeScreen(library, connection, screen('s'), first?.version)).toBe('conflict');
  expect((await readScreens(connection))[0]?.name).toBe('other');
  expect(await revokeScreen(library, connection, 's', first?.version)).toBe('conflict');
  expect([(await readScreens(connection)).length, (await readCredentials(connection)).size]).toEqual([1, 1]);
  expect(await revokeScreen(library, connection, 's', (changed as { version: string }).version)).toBe('ok');
  expect(await changeScreen(library, connection, screen('s'))).toBe('gone');
  expect([await readScreens(connection), (await readCredentials(connection)).size]).toEqual([[], 0]);
  expect(await revokeScreen(library, connection, 's')).toBe('gone');
});
