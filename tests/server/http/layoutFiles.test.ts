import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Layout } from '../../../layouts/document.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { type Served, serve, TOKEN } from '../../support/served.ts';
import { tidewall } from '../commands/door.ts';

let redis: TestRedis;
let server: Served;
const directory = mkdtempSync(join(tmpdir(), 'tidewall-layouts-'));
beforeAll(async () => {
  redis = await startRedis();
  server = await serve(redis.url);
  await server.ask('PUT', '/api/layouts/night', layout('night', '夜'));
});
afterAll(async () => {
  await server.close();
  await redis.stop();
  rmSync(directory, { recursive: true });
});

const layout = (id: string, title: string) => ({
  schemaVersion: 1,
  id,
  title: { 'zh-CN': title },
  canvas: { width: 1920, height: 1080 },
  pages: [{ id: 'main', widgets: [] }],
});
const run = (action: string, ...argv: string[]) =>
  tidewall(['layouts', action, directory, '--url', server.url, '--token', TOKEN, ...argv]);
const path = (id: string) => join(directory, `${id}.json`);
const rename = (id: string, title: string) => {
  const document = JSON.parse(readFileSync(path(id), 'utf8')) as Layout;
  writeFileSync(path(id), JSON.stringify({ ...document, title: { 'zh-CN': title } }));
};
const title = async (id: string, which = '') =>
  (await server.ask<Layout>('GET', `/api/layouts/${id}${which}`)).body.title?.['zh-CN'];

test('pull writes one JSON a layout, push saves what was changed and nothing else', async () => {
  const pulled = await run('pull');
  expect([pulled.status, pulled.out]).toEqual([0, expect.stringContaining('night.json')]);
  expect(readFileSync(path('night'), 'utf8')).toContain('\n  "id": "night"');
  rename('night', '新夜');
  const pushed = await run('push');
  expect([pushed.status, pushed.out]).toEqual([0, `${path('night')}: saved\n`]);
  expect(await title('night')).toBe('新夜');
  expect((await run('push')).out).toBe('');
});

test('one that is archived on the server is not brought back unsaid: push names it, and takes it once it is put back', async () => {
  await server.ask('PUT', '/api/layouts/old', layout('old', '旧'));
  await run('pull');
  await server.ask('DELETE', '/api/layouts/old');
  rename('old', '新');
  const refused = await run('push');
  expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('old.json: it is archived on the server')]);
  expect(await title('old')).toBe('旧');
  await server.ask('POST', '/api/layouts/old/restore', {});
  expect((await run('push')).out).toBe(`${path('old')}: saved\n`);
  await server.ask('DELETE', '/api/layouts/old');
  rmSync(path('old'));
});

test('--publish puts it on the walls with its note; a freeze is asked for', async () => {
  await server.ask('PUT', '/api/freeze', { from: Date.now() - 1_000, to: Date.now() + 600_000, reason: '今晚' });
  const refused = await run('push', '--publish');
  expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('--confirm')]);
  const done = await run('push', '--publish', '--confirm', '--note', 'from git');
  expect([done.status, done.out]).toEqual([0, `${path('night')}: published as r1\n`]);
  await server.ask('PUT', '/api/freeze', null);
  expect(await title('night', '/published')).toBe('新夜');
  const { body } = await server.ask<{ revisions: { note: string }[] }>('GET', '/api/layouts/night/revisions');
  expect(body.revisions[0]?.note).toBe('from git');
  expect((await run('push', '--publish')).out).toBe('');
});

test('push never writes over what somebody saved since, and goes on with the others', async () => {
  await run('pull');
  await server.ask('PUT', '/api/layouts/night', layout('night', '别人'), { 'if-match': '*' });
  rename('night', '我');
  rename('stock', '库存');
  const { status, out, err } = await run('push');
  expect([status, out]).toEqual([1, `${path('stock')}: saved\n`]);
  expect(err).toContain(`${path('night')}: somebody saved another version since the pull`);
  expect(await title('night')).toBe('别人');
});

test('a file that is no layout is named with its fault; a new one is made', async () => {
  writeFileSync(path('broken'), '{"id": ');
  writeFileSync(path('other'), JSON.stringify(layout('another', '名')));
  writeFileSync(path('fresh'), JSON.stringify(layout('fresh', '新的')));
  const { status, out, err } = await run('push');
  expect(status).toBe(1);
  expect(out).toContain(`${path('fresh')}: saved`);
  expect(err).toContain(`${path('broken')}: not JSON`);
  expect(err).toContain(`${path('other')}: id: must be other, as the file is named`);
});

test('says what it takes', async () => {
  expect(await run('shove')).toMatchObject({ status: 2, err: expect.stringContaining('expected pull or push') });
  expect((await tidewall(['layouts', '--help'])).out).toContain('.pulled.json');
});
