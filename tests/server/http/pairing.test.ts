import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../stream/contract/failure.ts';
import type { Snapshot, Standing, Watch } from '../../../stream/contract/live.ts';
import type { Reading } from '../../../stream/contract/reading.ts';
import type { StandingScreen } from '../../../stream/contract/screen.ts';
import { type Counted, count } from '../../support/counted.ts';
import { ask, begin, type Client, claim, connectWith, cookieIn, look, pair, watch } from '../../support/device.ts';
import { eventually, order, type Served, serve } from '../../support/served.ts';

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

function open(cookie: string, server = all.server): Client {
  const client = connectWith(server, cookie);
  clients.push(client);
  return client;
}
/** Stands in the promotion template. */
const BY_CHANNEL = {
  metrics: ['gmv'],
  by: 'channel',
  window: 'campaign',
  compare: 'previous',
} satisfies Watch['queries'][number];

describe('a device', () => {
  test('becomes a screen by a code that somebody claims once, and keeps a credential no script can read', async () => {
    const begun = await begin(all.server);
    expect(begun.code).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);
    expect((await look(all.server, begun.secret)).body).toMatchObject({ state: 'waiting' });
    const claims = await Promise.all([
      claim(all.server, begun.code),
      claim(other, begun.code),
      claim(all.server, begun.code),
    ]);
    expect(claims.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    const told = await look(other, begun.secret);
    expect(told.body).toMatchObject({ state: 'paired', screen: { name: '前台', layout: 'promotion' } });
    const cookie = told.headers.get('set-cookie') ?? '';
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(part);
    const kept = JSON.stringify(await dump());
    expect(kept).not.toContain(cookieIn(told.headers).split('=')[1]);
    expect(kept).not.toContain(begun.secret);
  });

  test('learns nothing with another secret, and nothing of other codes', async () => {
    const { code } = await begin(all.server);
    const wrong = await look(all.server, 'x'.repeat(43));
    expect([wrong.status, wrong.body.code]).toEqual([404, 'not_found']);
    expect((await look(all.server, 'short')).status).toBe(401);
    expect((await claim(all.server, '222222')).body).toMatchObject({ status: 422, path: 'code' });
    expect((await claim(all.server, `${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`)).status).toBe(201);
  });
});

/** Everything Redis holds about screens. */
async function dump(): Promise<unknown> {
  const connection = all.redis.connect();
  const names = await connection.keys('tw:{screens}:*');
  return Promise.all(
    names.map(async (name) => [
      name,
      (await connection.type(name)) === 'hash'
        ? await connection.hgetall(name)
        : await connection.get(name).catch(() => ''),
    ]),
  );
}

describe('a credential of a screen', () => {
  test('reads its wall and what that needs, and nothing else', async () => {
    const { cookie } = await pair(all.server);
    const get = (path: string, method = 'GET', headers = {}) =>
      ask<Problem>(all.server, method, path, { cookie, ...headers });
    for (const path of ['/api/settings', '/api/layouts/promotion/published'])
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    for (const path of [
      '/api/layouts/executive/published',
      '/api/layouts/promotion',
      '/api/layouts',
      '/api/screens',
      '/api/metrics',
      '/api/campaigns',
      '/metrics',
    ]) {
      const { status, body } = await get(path);
      expect([path, status, body.code]).toEqual([path, 403, 'forbidden']);
      expect(body.detail).toContain('own published layout');
    }
    expect((await get('/api/query', 'POST')).status).toBe(403);
    expect((await get('/wall/executive', 'GET', { accept: 'text/html' })).headers.get('location')).toBe('/tv');
  });

  test('is led to its wall where a page is asked for, and whoever has more to do there to the login', async () => {
    const { cookie } = await pair(all.server, { layout: 'stock' });
    const page = { cookie, accept: 'text/html' };
    const led = async (path: string, headers: Record<string, string> = page) => {
      const answer = await ask(all.server, 'GET', path, headers);
      return [answer.status, answer.headers.get('location')];
    };
    expect(await led('/')).toEqual([303, '/wall/stock']);
    expect(await led('/screens')).toEqual([303, '/login?next=%2Fscreens']);
    expect(await led('/', { cookie })).toEqual([403, null]);
  });

  test('watches what stands on its wall, and nothing else', async () => {
    const client = open((await pair(all.server)).cookie);
    expect(await watch(client, [BY_CHANNEL, { fact: 'health' }, { fact: 'layout', id: 'promotion' }])).toMatchObject({
      seq: expect.any(Number),
    });
    const picked = { ...BY_CHANNEL, filter: { channel: ['tmall'] } };
    expect(await watch(client, [picked])).toMatchObject({ seq: expect.any(Number) });
    for (const query of [
      { ...BY_CHANNEL, metrics: ['buyers'] },
      { ...BY_CHANNEL, window: 'today' as const },
      { fact: 'sources' as const },
      { fact: 'layout' as const, id: 'executive' },
    ])
      expect((await watch(client, [{ fact: 'health' }, query])).error).toMatchObject({
        status: 403,
        code: 'forbidden',
        path: 'queries.1',
      });
  });

  test('is revoked at once, on every server, and its sockets are told and closed within a second', async () => {
    const { cookie, screen } = await pair(all.server);
    const client = open(cookie, other);
    const standings: Standing[] = [];
    client.on('screen', (standing) => standings.push(standing));
    await eventually(() => expect(standings).toEqual([{ layout: 'promotion' }]));
    expect((await all.server.ask('DELETE', `/api/screens/${screen.id}`)).status).toBe(204);
    await eventually(() => expect(client.connected).toBe(false), 1_000);
    expect(standings.at(-1)).toEqual({});
    const refused = await new Promise<Error & { data?: Problem }>((resolve) =>
      open(cookie, other).once('connect_error', resolve),
    );
    expect(refused.data).toMatchObject({ code: 'key' });
    for (const server of [all.server, other]) {
      expect((await ask(server, 'GET', '/api/layouts/promotion/published', { cookie })).status).toBe(401);
      expect((await ask(server, 'GET', '/api/screens/current', { cookie })).body).toEqual({
        screen: null,
        revoked: true,
      });
    }
  });

  test('follows another name, layout and scope at once', async () => {
    const { cookie, screen } = await pair(all.server);
    const client = open(cookie);
    const standings: Standing[] = [];
    client.on('screen', (standing) => standings.push(standing));
    await eventually(() => expect(standings.length).toBe(1));
    await all.server.ask('PUT', `/api/screens/${screen.id}`, { name: '仓库', layout: 'promotion' });
    await all.server.ask('PUT', `/api/screens/${screen.id}`, { name: '仓库', layout: 'stock' });
    await eventually(() => expect(standings[1]).toEqual({ layout: 'stock' }));
    expect((await watch(open(cookie), [BY_CHANNEL])).error).toMatchObject({ status: 403 });
    const { body } = await all.server.ask<{ paired: StandingScreen[] }>('GET', '/api/screens');
    expect(body.paired.find(({ id }) => id === screen.id)).toMatchObject({ name: '仓库', layout: 'stock' });
    expect(
      (await all.server.ask('PUT', `/api/screens/${screen.id}`, { name: 'x', layout: 'nowhere' })).body,
    ).toMatchObject({
      status: 422,
      path: 'layout',
    });
  });
});

test('a screen with a scope sees nothing of the others, and shares no view with them', async () => {
  const now = Date.now();
  await all.server.ask('PUT', '/api/campaigns/scoped', {
    id: 'scoped',
    names: { en: 'Scoped' },
    start: now - (now % 60_000) - 600_000,
    end: now - (now % 60_000) + 3_600_000,
    phases: [],
    target: 100_000,
    milestones: [1_000],
  });
  const pay = (channel: string, amount: string) =>
    order({ type: 'order.paid', channel, amount, lines: [{ sku: 'S1', quantity: 1, amount }] });
  await all.server.post([pay('tmall', '10.00'), pay('jd', '20.00')]);
  const bound = open((await pair(all.server, { scope: { channel: ['jd'] } })).cookie);
  const whole = open((await pair(all.server)).cookie);
  const queries: Watch['queries'] = [BY_CHANNEL, { fact: 'campaign' }];
  const groups = ({ readings }: Snapshot) =>
    Object.fromEntries(Object.entries((readings['0'] as Reading).groups).map(([key, { values }]) => [key, values.gmv]));
  await eventually(async () => {
    expect(groups(await watch(whole, queries))).toEqual({ tmall: 1_000, jd: 2_000 });
    expect(groups(await watch(bound, queries))).toEqual({ jd: 2_000 });
  });
  const [own, all_] = [await watch(bound, queries), await watch(whole, queries)];
  expect(own.view).not.toBe(all_.view);
  // Also where both are sent the same numbers.
  const [alone, picked] = [
    await watch(bound, [BY_CHANNEL]),
    await watch(whole, [{ ...BY_CHANNEL, filter: { channel: ['jd'] } }]),
  ];
  expect(groups(picked)).toEqual(groups(alone));
  expect(picked.view).not.toBe(alone.view);
  expect(all_.readings['1']).toMatchObject({ campaign: { target: 100_000 }, passed: { 1000: {} } });
  expect(own.readings['1']).toMatchObject({ campaign: { id: 'scoped', milestones: [] }, passed: {} });
  expect(JSON.stringify(own.readings['1'])).not.toContain('target');
  const refused = await watch(bound, [{ ...BY_CHANNEL, filter: { channel: ['tmall'] } }]);
  expect(refused.error).toMatchObject({ code: 'scope', status: 403, path: 'queries.0.filter.channel' });
});

test('of many wrong codes at once no more are looked at than may be, and the refusal says what happens and for how long', async () => {
  const { code } = await begin(all.server);
  const fresh = await serve(all.redis.url, { TIDEWALL_ADMIN_PASSWORD: 'correct horse battery' });
  try {
    const begun = performance.now();
    // While Redis says nothing, all are on their way at the same time.
    await all.redis.connect().call('CLIENT', 'PAUSE', '700', 'ALL');
    const claims = await Promise.all(Array.from({ length: 60 }, () => claim(fresh, '222222')));
    const looked = claims.filter(({ status }) => status === 422).length;
    // One more each three seconds, should the machine have stood still meanwhile.
    const most = 20 + (performance.now() - begun) / 3_000;
    expect([looked >= 20, looked <= most]).toEqual([true, true]);
    const right = await claim(fresh, code);
    expect(right).toMatchObject({ status: 429, body: { code: 'attempts', retryAfter: expect.any(Number) } });
    expect(right.body.detail).toMatch(/a right one neither\. Try again in \d+ s\.$/);
    expect(right.headers.get('retry-after')).toBe(String(right.body.retryAfter));
  } finally {
    await fresh.close();
  }
  expect((await claim(all.server, code)).status).toBe(201);
});

test('right codes are no attempts', async () => {
  const fresh = await serve(all.redis.url, { TIDEWALL_ADMIN_PASSWORD: 'correct horse battery' });
  try {
    for (let n = 0; n < 22; n++) {
      const paired = await claim(fresh, (await begin(all.server)).code);
      expect(paired.status).toBe(201);
    }
  } finally {
    await fresh.close();
  }
});

// The last of all: the address of the tests has no room afterwards.
test('of one address twenty devices wait at a time, and the next hears what there is to do', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => ask<Problem>(other, 'POST', '/api/pairings')));
  expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(20);
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.body).toMatchObject({
    code: 'waiting',
    detail: expect.stringContaining('20 devices of this address'),
  });
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
});
