import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../stream/contract/failure.ts';
import { createIngestKey, revokeIngestKey } from '../../../stream/redis/ingestKeys.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { eventually, order, type Served, serve, TOKEN } from '../../support/served.ts';

const PASSWORD = 'correct horse battery';
let redis: TestRedis;
let laptop: Served;
let guarded: Served;
beforeAll(async () => {
  redis = await startRedis();
  laptop = await serve(redis.url);
  guarded = await serve(redis.url, { TIDEWALL_ADMIN_PASSWORD: PASSWORD });
});
afterAll(async () => {
  await laptop.close();
  await guarded.close();
  await redis.stop();
});

interface Told {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}
/** A request with headers that fetch would not send. */
function tell(
  server: Served,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body = '',
): Promise<Told> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
    });
    call.on('error', reject);
    call.end(body);
  });
}
const codeOf = (told: Told) => (JSON.parse(told.body) as Problem).code;
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const logIn = (password: string, next = '/api') =>
  tell(guarded, '/login', form, 'POST', new URLSearchParams({ password, next }).toString());

describe('on a laptop without a password', () => {
  test('viewing and editing are open to requests to a loopback name', async () => {
    for (const host of ['127.0.0.1', 'localhost:7070', '[::1]:7070', '127.1.2.3'])
      expect((await tell(laptop, '/api/metrics', { host })).status).toBe(200);
  });

  test('a page that made its own name point here is refused', async () => {
    const told = await tell(laptop, '/api/metrics', { host: 'evil.example:7070' });
    expect([told.status, codeOf(told)]).toEqual([403, 'host']);
  });

  test.each([
    'x-forwarded-for',
    'forwarded',
    'via',
    'x-real-ip',
    'x-forwarded-port',
    'cf-connecting-ip',
    'x-client-ip',
  ])('a request that came through %s is refused', async (name) => {
    expect((await tell(laptop, '/api/metrics', { host: 'localhost', [name]: '10.0.0.1' })).status).toBe(403);
  });

  test('a page of another site cannot change anything with this browser', async () => {
    const body = '{"id":"x","names":{},"start":0,"end":60000}';
    for (const origin of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
      const told = await tell(
        laptop,
        '/api/campaigns/x',
        { ...origin, 'content-type': 'application/json' },
        'PUT',
        body,
      );
      expect([told.status, codeOf(told)]).toEqual([403, 'origin']);
    }
  });

  test('a person who is refused a page is shown one, in both languages', async () => {
    const told = await tell(laptop, '/', { host: 'wall.example:7070', accept: 'text/html,*/*;q=0.8' });
    expect([told.status, told.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
    expect(told.body).toContain('没有设密码时只回应本机');
    expect(told.body).toContain('Set TIDEWALL_ADMIN_PASSWORD');
    const program = await tell(laptop, '/api/metrics', { host: 'wall.example:7070', accept: 'text/html' });
    expect(codeOf(program)).toBe('host');
  });

  test('ingest still needs a key', async () => {
    expect((await tell(laptop, '/api/events', { 'content-type': 'application/json' }, 'POST', '[]')).status).toBe(401);
  });
});

describe('with a password', () => {
  test('everything but health, readiness and the login page needs a credential', async () => {
    for (const path of ['/api/metrics', '/api/late', '/metrics', '/api/openapi.json', '/assets/x.js', '/nowhere'])
      expect([path, (await tell(guarded, path)).status]).toEqual([path, 401]);
    expect(JSON.parse((await tell(guarded, '/healthz')).body)).toEqual({ status: 'alive' });
    expect(Object.keys(JSON.parse((await tell(guarded, '/readyz')).body) as object)).toEqual(['status']);
    expect((await tell(guarded, '/login')).status).toBe(200);
  });

  test('a token has every right, ingest included; a wrong one has none', async () => {
    const authorization = `Bearer ${TOKEN}`;
    expect((await tell(guarded, '/api/metrics', { authorization })).status).toBe(200);
    expect((await guarded.post(order(), { authorization })).status).toBe(202);
    expect((await tell(guarded, '/api/metrics', { authorization: 'Bearer other' })).status).toBe(401);
  });

  test('a browser is led to the login page and back, by a cookie no script can read and no other site can use', async () => {
    const asked = await tell(guarded, '/wall/promotion', { accept: 'text/html' });
    expect([asked.status, asked.headers.location]).toEqual([303, '/login?next=%2Fwall%2Fpromotion']);
    const wrong = await logIn('wrong');
    expect([wrong.status, wrong.headers['set-cookie']]).toEqual([401, undefined]);
    const right = await logIn(PASSWORD);
    expect([right.status, right.headers.location]).toEqual([303, '/api']);
    const cookie = String(right.headers['set-cookie']);
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    const session = { cookie: cookie.split(';')[0] ?? '' };
    expect((await tell(guarded, '/api/metrics', session)).status).toBe(200);
    const tampered = { cookie: session.cookie.replace(/=\d/, '=9') };
    expect((await tell(guarded, '/api/metrics', tampered)).status).toBe(401);
    const [value] = session.cookie.split(' ');
    const elsewhere = { cookie: value ?? '', origin: 'https://evil.example', 'content-type': 'application/json' };
    expect((await tell(guarded, '/api/query', elsewhere, 'POST', '{}')).status).toBe(403);
  });

  test('a link to the login page cannot lead elsewhere', async () => {
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example'])
      expect((await logIn(PASSWORD, next)).headers.location).toBe('/');
  });

  test('what is no text is no password', async () => {
    const deep = (levels: number) => `{"password":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    const statusOf = async (body: string) =>
      (await tell(guarded, '/login', { 'content-type': 'application/json' }, 'POST', body)).status;
    for (const body of [deep(2_000), '{"password":1}', '[]', 'null']) expect(await statusOf(body)).toBe(401);
    expect(await statusOf(deep(20_000))).toBe(413);
  });

  test('guessing is slowed down: of ten at once an eleventh is not looked at', async () => {
    const fresh = await serve(redis.url, { TIDEWALL_ADMIN_PASSWORD: PASSWORD });
    try {
      const begun = performance.now();
      let looked = 0;
      for (let n = 0; n < 20; n++) {
        const { status } = await tell(fresh, '/login', form, 'POST', 'password=guess');
        if (status === 401) looked++;
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      expect(looked).toBeGreaterThanOrEqual(10);
      // One more each six seconds, should the machine have stood still meanwhile.
      expect(looked).toBeLessThanOrEqual(10 + (performance.now() - begun) / 6_000);
    } finally {
      await fresh.close();
    }
    for (let n = 0; n < 12; n++) await logIn('guess');
    expect(Number((await logIn('guess')).headers['retry-after'])).toBeGreaterThan(0);
    const page = await tell(guarded, '/login', { ...form, accept: 'text/html' }, 'POST', 'password=guess');
    expect([page.status, page.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
    expect(page.body).toMatch(/试得太多，\d+ 秒后再试/);
  });
});

describe('behind a proxy', () => {
  const guess = (server: Served, client: string) =>
    tell(server, '/login', { ...form, 'x-forwarded-for': client }, 'POST', 'password=guess').then(
      ({ status }) => status,
    );
  const among = async (env: Record<string, string>) => {
    const server = await serve(redis.url, { TIDEWALL_ADMIN_PASSWORD: PASSWORD, ...env });
    try {
      for (let n = 0; n < 12; n++) await guess(server, '203.0.113.9');
      return [
        await guess(server, '203.0.113.9'),
        await guess(server, '203.0.113.10'),
        await guess(server, '203.0.113.9, 203.0.113.11'),
      ];
    } finally {
      await server.close();
    }
  };

  test('that is not trusted, whoever says to be somebody else is not believed', async () => {
    expect(await among({})).toEqual([429, 429, 429]);
    expect(await among({ TIDEWALL_TRUST_PROXY: '10.0.0.0/8' })).toEqual([429, 429, 429]);
  });

  test('that is trusted, each has limits of its own, by what that proxy says and not by what it was told', async () => {
    expect(await among({ TIDEWALL_TRUST_PROXY: '1' })).toEqual([429, 401, 401]);
    expect(await among({ TIDEWALL_TRUST_PROXY: 'loopback' })).toEqual([429, 401, 401]);
  });
});

describe('an ingest key', () => {
  test('made anywhere works at once, and stops working when it is taken back', async () => {
    const store = redis.connect();
    const key = await createIngestKey(store, 'late-shop');
    const authorization = `Bearer ${key}`;
    await eventually(async () => expect((await laptop.post(order(), { authorization })).status).toBe(202), 1_000);
    expect(await store.hgetall('tw:ingest-keys')).not.toContain(key);
    await revokeIngestKey(store, 'late-shop');
    await eventually(async () => expect((await laptop.post(order(), { authorization })).status).toBe(401), 1_000);
  });

  test('that sends more than its rate hears when to come again, and its events are in then', async () => {
    const authorization = `Bearer ${await createIngestKey(redis.connect(), 'slow-shop', { rate: 10 })}`;
    const many = Array.from({ length: 25 }, () => order());
    expect((await laptop.post(many, { authorization })).status).toBe(202);
    let refused = await laptop.post([order()], { authorization });
    // Whoever is slow has more left, and owes it with the next.
    while (refused.status === 202) refused = await laptop.post(many, { authorization });
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate' } });
    const pause = Number(refused.headers.get('retry-after'));
    expect([1, 2, 3]).toContain(pause);
    await new Promise((resolve) => setTimeout(resolve, pause * 1_000));
    expect((await laptop.post([order()], { authorization })).status).toBe(202);
  });
});

/** What comes back on a connection that is sent this. */
function raw(server: Served, text: string): Promise<string> {
  const line = connect(Number(new URL(server.url).port), '127.0.0.1');
  return new Promise((resolve) => {
    let told = '';
    line.setEncoding('utf8').on('data', (chunk: string) => {
      told += chunk;
    });
    line.on('close', () => resolve(told));
    line.write(text);
  });
}

describe('every answer', () => {
  test('carries headers that keep a browser from harm', async () => {
    const { headers } = await tell(guarded, '/login');
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).not.toContain('unsafe-eval');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('that says no is problem details, also for paths that are not there', async () => {
    const told = await tell(laptop, '/api/nothing?key=secret');
    expect(told.headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(told.body)).toEqual({
      type: '/problems/not_found',
      title: 'There is nothing here by this name.',
      status: 404,
      code: 'not_found',
      detail: 'There is nothing at GET /api/nothing.',
    });
  });

  test('is problem details, too, where the address cannot be read', async () => {
    for (const [path, status, code] of [
      ['/api/layouts/%zz', 400, 'request'],
      [`/api/campaigns/${'x'.repeat(300)}`, 404, 'not_found'],
    ] as const) {
      const told = await tell(laptop, path);
      expect([told.status, codeOf(told)]).toEqual([status, code]);
      expect(told.headers['content-type']).toContain('application/problem+json');
    }
  });

  test.each([
    ['what is no HTTP', 'NONSENSE\r\n\r\n', 400, 'request'],
    ['headers without end', `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, 431, 'headers'],
  ])('is problem details, too, to %s', async (_, text, status, code) => {
    const told = await raw(laptop, text);
    expect(told).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(told).toContain('content-type: application/problem+json');
    expect(JSON.parse(told.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, code, type: `/problems/${code}` });
  });
});
