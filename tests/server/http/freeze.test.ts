import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../../stream/contract/failure.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { type Served, serve } from '../../support/served.ts';

let redis: TestRedis;
let server: Served;
beforeAll(async () => {
  redis = await startRedis();
  server = await serve(redis.url);
});
afterAll(async () => {
  await server.close();
  await redis.stop();
});

type Answered = { freeze: { from: number; to: number; reason: string } | null } & Problem;
const night = (reason: string) => ({ from: 1_000, to: 2_000, reason });
const put = (body: unknown, headers: Record<string, string> = {}) =>
  server.ask<Answered>('PUT', '/api/freeze', body, headers);
const upon = (match: string, body: unknown) => put(body, { 'if-match': match });
const get = (headers: Record<string, string> = {}) => server.ask<Answered>('GET', '/api/freeze', undefined, headers);
const etag = ({ headers }: { headers: Headers }) => headers.get('etag') ?? '';

test('a freeze is set, changed and ended upon the version that was read, also where there was none', async () => {
  const none = await get();
  expect([none.body, etag(none)]).toEqual([{ freeze: null }, expect.stringMatching(/^"[0-9a-f]{40}"$/)]);
  const made = await upon(etag(none), night('双11 "当晚"'));
  expect([made.status, etag(made) === etag(none)]).toEqual([200, false]);
  const read = await get();
  expect([read.body, etag(read)]).toEqual([{ freeze: night('双11 "当晚"') }, etag(made)]);
  const changed = await upon(etag(made), night(''));
  expect([changed.status, etag(changed) === etag(made)]).toEqual([200, false]);
  const ended = await upon(etag(changed), null);
  expect([ended.status, ended.body, etag(ended)]).toEqual([200, { freeze: null }, etag(none)]);
});

test('a freeze is ended by null, not by a body that is not there', async () => {
  const made = await put(night('A'));
  const refused = await put(undefined);
  expect([refused.status, refused.body.detail]).toEqual([
    400,
    expect.stringMatching(/or null to end it, got nothing$/),
  ]);
  expect(etag(await get())).toBe(etag(made));
});

test('who is slower is answered 412 with the version that stands, a freeze or none', async () => {
  const none = etag(await put(null));
  const made = etag(await put(night('A')));
  for (const body of [night('B'), null]) {
    const late = await upon(none, body);
    expect([late.status, late.body.code, etag(late)]).toEqual([412, 'precondition', made]);
    expect(late.body.detail).toContain(made);
  }
  expect((await get()).body.freeze).toEqual(night('A'));
  await put(null);
  const late = await upon(made, night('C'));
  expect([late.status, etag(late), (await get()).body.freeze]).toEqual([412, none, null]);
});

test('of many who set, change and end it at the same moment one is taken, and what stands is what that one sent', async () => {
  for (const start of [null, night('before'), null, night('after')]) {
    const first = etag(await put(start));
    const wishes = [night('1'), night('2'), night('3'), start ? null : night('4')];
    const answers = await Promise.all(wishes.map((wish) => upon(first, wish)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect((await get()).body.freeze).toEqual(wishes[answers.findIndex(({ status }) => status === 200)]);
  }
});

test('nobody is asked for a version: without one, or with *, the later stands', async () => {
  await put(night('A'));
  expect((await put(night('B'))).status).toBe(200);
  expect((await upon('*', null)).status).toBe(200);
  expect((await upon('*', night('C'))).status).toBe(200);
  expect((await get()).body.freeze).toEqual(night('C'));
});

test('its conditions are those of RFC 9110', async () => {
  const standing = etag(await put(night('A')));
  for (const match of ['"abc"', `W/${standing}`, '"any"', '""']) expect((await upon(match, null)).status).toBe(412);
  expect(await upon('abc', null)).toMatchObject({ status: 400, body: { code: 'request', path: 'if-match' } });
  expect((await put(null, { 'if-none-match': '*' })).status).toBe(412);
  expect((await get()).body.freeze).toEqual(night('A'));
  for (const match of [standing, `W/${standing}`]) {
    const known = await get({ 'if-none-match': match });
    expect([known.status, etag(known), known.body]).toEqual([304, standing, '']);
  }
  expect((await get({ 'if-none-match': '"abc"' })).status).toBe(200);
  expect((await upon(`"abc", ${standing}`, null)).status).toBe(200);
});
