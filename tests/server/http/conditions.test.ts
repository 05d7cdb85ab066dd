import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Layout } from '../../../layouts/document.ts';
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

const layout = (id: string, title = '大屏') => ({
  schemaVersion: 1,
  id,
  title: { 'zh-CN': title },
  canvas: { width: 1920, height: 1080 },
  pages: [{ id: 'main', widgets: [] }],
});
const put = (id: string, body: unknown, headers: Record<string, string> = {}) =>
  server.ask<Layout & Problem>('PUT', `/api/layouts/${id}`, body, headers);
const get = (path: string) => server.ask<Layout & Problem>('GET', `/api/layouts/${path}`);
const post = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  server.ask<{ revision: number; author: string; note: string; of?: number } & Problem>(
    'POST',
    `/api/layouts/${path}`,
    body ?? {},
    headers,
  );
const etag = (answer: { headers: Headers }) => answer.headers.get('etag') ?? '';

describe('a draft', () => {
  test('is saved only where none stands, or another one, by If-None-Match; with If-Match both must hold', async () => {
    const none = (match: string, more = {}) =>
      put('unlike', layout('unlike'), { 'if-none-match': match, ...more }).then(({ status }) => status);
    expect(await none('*')).toBe(201);
    expect(await none('*')).toBe(412);
    for (const match of ['"1"', 'W/"1"', '"abc", "1"']) expect([match, await none(match)]).toEqual([match, 412]);
    expect(await none('"abc"')).toBe(200);
    expect(await none('"2"', { 'if-match': '"2"' })).toBe(412);
    expect(await none('"1"', { 'if-match': '"1"' })).toBe(412);
    expect(await none('*', { 'if-match': '*' })).toBe(412);
    expect(await none('"1"', { 'if-match': '"2"' })).toBe(200);
    expect(await put('unlike', layout('unlike'), { 'if-none-match': 'abc' })).toMatchObject({
      status: 400,
      body: { path: 'if-none-match' },
    });
    expect(etag(await get('unlike'))).toBe('"3"');
    expect((await put('wide', layout('wide'), { 'if-none-match': '*' })).status).toBe(412);
  });

  test('is not sent again to who has it: 304 with its ETag', async () => {
    await put('seen', layout('seen'));
    await post('seen/publish');
    for (const path of ['seen', 'seen/published', 'seen/revisions/1', 'seen/export', 'stock', 'stock/template']) {
      const standing = etag(await get(path));
      const ask = async (match: string) => {
        const headers = { authorization: 'Bearer a-token-of-the-tests', 'if-none-match': match };
        const answer = await fetch(`${server.url}/api/layouts/${path}`, { headers });
        return [answer.status, answer.headers.get('etag'), (await answer.text()) === ''];
      };
      for (const match of [standing, `W/${standing}`, `"abc", ${standing}`, '*'])
        expect([path, match, ...(await ask(match))]).toEqual([path, match, 304, standing, true]);
      for (const match of ['"abc"', 'abc']) expect(await ask(match)).toEqual([200, standing, false]);
    }
  });
});
