import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../../stream/contract/failure.ts';
import type { Beat } from '../../../stream/contract/live.ts';
import type { Report } from '../../../stream/contract/report.ts';
import type { StandingScreen } from '../../../stream/contract/screen.ts';
import { type Counted, count } from '../../support/counted.ts';
import { ask, type Client, connectWith, pair, watch } from '../../support/device.ts';
import { eventually, type Served, serve } from '../../support/served.ts';
import { tidewall } from '../commands/door.ts';

let all: Counted;
let other: Served;
const clients: Client[] = [];
beforeAll(async () => {
  all = await count({ TIDEWALL_ADMIN_PASSWORD: 'correct horse battery' });
  other = await serve(all.redis.url, { TIDEWALL_ADMIN_PASSWORD: 'correct horse battery' });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
});
afterAll(async () => {
  await other.close();
  await all.stop();
});
const open = (cookie: string, server = all.server): Client => {
  const client = connectWith(server, cookie);
  clients.push(client);
  return client;
};
const PICTURE = `/assets/${'a'.repeat(64)}.png`;
const layout = (metric: string, picture: string) => ({
  schemaVersion: 1,
  id: 'lobby',
  title: { en: 'Lobby' },
  canvas: { width: 1920, height: 1080 },
  pages: [
    {
      id: 'main',
      widgets: [
        {
          id: 'k',
          type: 'kpi',
          box: { x: 0, y: 0, width: 300, height: 200 },
          query: { metrics: [metric], window: 'today' },
        },
        { id: 'i', type: 'image', box: { x: 400, y: 0, width: 300, height: 200 }, options: { source: picture } },
      ],
    },
  ],
});
async function publish(metric: string, picture = PICTURE): Promise<void> {
  const saved = await all.server.ask('PUT', '/api/layouts/lobby', layout(metric, picture), { 'if-match': '*' });
  if (saved.status >= 300) await all.server.ask('PUT', '/api/layouts/lobby', layout(metric, picture));
  expect((await all.server.ask('POST', '/api/layouts/lobby/publish', {})).status).toBe(201);
}

test('what is published decides what a screen watches: the new at once, the old no longer', async () => {
  await publish('gmv');
  const { cookie } = await pair(all.server, { layout: 'lobby' });
  const client = open(cookie, other);
  let view: string | undefined;
  // The other server may have come up only now.
  await eventually(async () => {
    ({ view } = await watch(client, [{ metrics: ['gmv'], window: 'today' }]));
    expect(view).toBeDefined();
  });
  const told: Beat[] = [];
  client.on('beat', (beat) => told.push(beat));
  await eventually(() => expect(told.some((beat) => beat.view === view)).toBe(true));
  expect((await watch(client, [{ metrics: ['orders'], window: 'today' }])).error).toMatchObject({ code: 'forbidden' });
  await publish('orders');
  await eventually(async () =>
    expect((await watch(client, [{ metrics: ['orders'], window: 'today' }])).error).toBeUndefined(),
  );
  told.length = 0;
  // Of the new one, twice: what was on its way has come by then, and each says so once a second.
  await eventually(() => expect(told.length).toBeGreaterThan(0));
  told.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await eventually(() => expect(told.length).toBeGreaterThan(0));
  expect(told.filter((beat) => beat.view === view)).toEqual([]);
  expect((await watch(client, [{ metrics: ['gmv'], window: 'today' }])).error).toMatchObject({ code: 'forbidden' });
});

test('it is known before pairing which widgets of a wall a scope leaves without numbers', async () => {
  const outside = async (wish: object) =>
    (await all.server.ask<{ widgets: { id: string }[] }>('POST', '/api/screens/outside', wish)).body.widgets;
  expect(await outside({ layout: 'stock' })).toEqual([]);
  expect((await outside({ layout: 'stock', scope: { shop: ['flagship'] } })).length).toBeGreaterThan(2);
  await publish('stock_on_hand');
  expect(await outside({ layout: 'lobby', scope: { channel: ['jd'] } })).toEqual([
    { page: 'main', id: 'k', type: 'kpi' },
  ]);
});

test('a screen is told what of the numbers it is sent; channels of a scope are slugs, however they were typed', async () => {
  const { cookie, screen } = await pair(all.server, { scope: { channel: [' Tmall '] } });
  const client = open(cookie);
  const told: unknown[] = [];
  client.on('screen', (standing: unknown) => told.push(standing));
  await eventually(() => expect(told).toEqual([{ layout: screen.layout, scope: { channel: ['tmall'] } }]));
  const odd = { name: 'x', layout: screen.layout, scope: { channel: ['天猫'] } };
  const refused = await all.server.ask<Problem>('PUT', `/api/screens/${screen.id}`, odd);
  expect(refused).toMatchObject({ status: 400, body: { path: 'scope.channel.0' } });
  const hidden = { name: 'x\u202ey', layout: screen.layout };
  const unseen = await all.server.ask<Problem>('PUT', `/api/screens/${screen.id}`, hidden);
  expect(unseen).toMatchObject({ status: 400, body: { path: 'name' } });
});

test('two who change one screen do not overwrite each other', async () => {
  const { screen } = await pair(all.server);
  const path = `/api/screens/${screen.id}`;
  const change = (name: string, match: string) =>
    all.server.ask<Problem>('PUT', path, { name, layout: 'promotion' }, { 'if-match': match });
  const read = await all.server.ask<StandingScreen>('GET', path);
  const first = read.headers.get('etag') ?? '';
  for (const match of [first, `W/${first}`, `"abc", ${first}`])
    expect((await all.server.ask('GET', path, undefined, { 'if-none-match': match })).status).toBe(304);
  expect((await all.server.ask('GET', path, undefined, { 'if-none-match': '"abc"' })).status).toBe(200);
  const { body } = await all.server.ask<{ paired: StandingScreen[] }>('GET', '/api/screens');
  expect(first).toBe(`"${body.paired.find(({ id }) => id === screen.id)?.version}"`);
  const quick = await Promise.all(['a', 'b', 'c'].map((name) => change(name, first)));
  expect(quick.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  const late = await change('late', first);
  const standing = quick.find(({ status }) => status === 200)?.headers.get('etag');
  expect([late.status, late.body.code, late.headers.get('etag')]).toEqual([412, 'precondition', standing]);
  const revoked = await all.server.ask<Problem>('DELETE', path, undefined, { 'if-match': first });
  expect([revoked.status, revoked.body.code]).toEqual([412, 'precondition']);
  for (const match of [standing ?? '', '*']) expect((await change('late', match)).status).toBe(200);
  expect((await change('late', 'abc')).body).toMatchObject({ code: 'request', path: 'if-match' });
  expect((await all.server.ask('PUT', path, { name: 'free', layout: 'promotion' })).status).toBe(200);
  const last = (await all.server.ask('GET', path)).headers.get('etag') ?? '';
  const both = await Promise.all([
    change('kept', last),
    all.server.ask('DELETE', path, undefined, { 'if-match': last }),
  ]);
  expect(both.filter(({ status }) => status < 300).length).toBe(1);
});

test('no screen is given an archived wall; one that plays it goes on', async () => {
  await publish('gmv');
  const { screen } = await pair(all.server, { layout: 'lobby' });
  const { screen: other } = await pair(all.server);
  expect((await all.server.ask('DELETE', '/api/layouts/lobby', undefined, { 'if-match': '*' })).status).toBe(204);
  const play = (id: string) => all.server.ask<Problem>('PUT', `/api/screens/${id}`, { name: 'x', layout: 'lobby' });
  const refused = await play(other.id);
  expect(refused).toMatchObject({ status: 409, body: { code: 'archived', path: 'layout' } });
  expect(refused.body.detail).toContain('layout: lobby is archived');
  expect((await play(screen.id)).status).toBe(200);
  await all.server.ask('POST', '/api/layouts/lobby/restore');
});

test('one credential holds eight connections on a server; those that came just now are not ended by another one', async () => {
  const { cookie } = await pair(all.server);
  const ended: number[] = [];
  const lines: Client[] = [];
  for (let n = 0; n < 10; n++) {
    const client = open(cookie);
    lines.push(client);
    client.once('disconnect', () => {
      ended.push(n);
      client.disconnect(); // and stays away
    });
    await eventually(() => expect(client.connected || ended.includes(n)).toBe(true));
  }
  await eventually(() => expect(ended).toEqual([8, 9]));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(lines.filter(({ connected }) => connected).length).toBe(8);
});

test('a screen is sent the pictures of its own wall only', async () => {
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const kept = await fetch(`${all.server.url}/api/assets`, {
    method: 'POST',
    headers: { authorization: 'Bearer a-token-of-the-tests', 'content-type': 'image/png' },
    body: pixel,
  });
  const { path } = (await kept.json()) as { path: string };
  await publish('gmv');
  const { cookie } = await pair(all.server, { layout: 'lobby' });
  expect((await ask(all.server, 'GET', path, { cookie })).status).toBe(403);
  await publish('gmv', path);
  expect((await ask(all.server, 'GET', path, { cookie })).status).toBe(200);
});

test('what a screen reports is known on every server, until it is revoked', async () => {
  const { cookie, screen } = await pair(all.server);
  const report: Report = {
    painted: [30, 50, 40],
    fps: 60,
    heap: 1_000_000,
    layout: 'promotion',
    revision: 0,
    size: { width: 1920, height: 1080 },
  };
  open(cookie, other).emit('report', report);
  const find = async () => {
    const { body } = await all.server.ask<{ paired: StandingScreen[] }>('GET', '/api/screens');
    return body.paired.find(({ id }) => id === screen.id);
  };
  await eventually(async () =>
    expect((await find())?.beat).toMatchObject({
      painted: 40,
      fps: 60,
      heap: 1_000_000,
      revision: 0,
      size: report.size,
    }),
  );
  expect(Math.abs(Date.now() - ((await find())?.beat?.at ?? 0))).toBeLessThan(10_000);
  await all.server.ask('DELETE', `/api/screens/${screen.id}`);
  expect(await find()).toBeUndefined();
  expect((await all.server.ask('DELETE', `/api/screens/${screen.id}`)).status).toBe(404);
});

test('the command line lists screens and revokes one, which the server hears of at once', async () => {
  const env = { LANG: 'en', REDIS_URL: all.redis.url };
  const { cookie, screen } = await pair(all.server, { name: 'Reception', scope: { channel: ['tmall'] } });
  const listed = await tidewall(['screens', 'list'], { env });
  expect([listed.status, listed.out]).toEqual([
    0,
    expect.stringMatching(`${screen.id} +promotion  .+  Reception  .+tmall`),
  ]);
  const client = open(cookie, other);
  await eventually(() => expect(client.connected).toBe(true));
  const ended = new Promise((resolve) => client.once('disconnect', resolve));
  expect((await tidewall(['screens', 'revoke', screen.id], { env })).status).toBe(0);
  await ended;
  expect((await tidewall(['screens', 'revoke', screen.id], { env })).status).toBe(1);
  expect((await tidewall(['screens', 'make'], { env })).err).toContain('expected list or revoke');
});
