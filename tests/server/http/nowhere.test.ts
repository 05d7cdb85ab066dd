import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../stream/contract/failure.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { type Served, serve } from '../../support/served.ts';

let redis: TestRedis;
let server: Served;
let guarded: Served;
beforeAll(async () => {
  redis = await startRedis();
  server = await serve(redis.url);
  guarded = await serve(redis.url, { TIDEWALL_ADMIN_PASSWORD: 'correct horse battery' });
});
afterAll(async () => {
  await server.close();
  await guarded.close();
  await redis.stop();
});
const browse = (path: string) => server.ask<string>('GET', path, undefined, { accept: 'text/html,*/*;q=0.8' });

describe('an address that leads nowhere', () => {
  test('is a page to a browser and a problem to a program, 404 to both', async () => {
    for (const path of ['/nope', '/wall', '/edit/a/b/c?x=1']) {
      const page = await browse(path);
      expect([path, page.status, page.headers.get('content-type')]).toEqual([path, 404, 'text/html; charset=utf-8']);
      expect(page.body).toContain('id="admin"');
      expect((await server.ask<Problem>('GET', path)).body).toMatchObject({ status: 404, code: 'not_found' });
    }
  });

  test('of the API is a problem to everybody', async () => {
    for (const path of ['/api/nope', '/api/campaigns/nope', '/assets/nope.js', '/schemas/nope.json']) {
      const { status, headers } = await browse(path);
      expect([path, status, headers.get('content-type')]).toEqual([path, 404, 'application/problem+json']);
    }
  });

  test('does not tell who is not logged in that it is one', async () => {
    const asked = await fetch(`${guarded.url}/nope`, { headers: { accept: 'text/html' }, redirect: 'manual' });
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/login?next=%2Fnope']);
  });
});

describe('an address that is known', () => {
  test('is the same with a slash at its end', async () => {
    for (const path of ['/wall/promotion/', '/campaigns/', '/edit/promotion/', '/api/campaigns/'])
      expect([path, (await browse(path)).status]).toEqual([path, 200]);
  });

  test.each([
    ['POST', '/api/campaigns', 'GET, HEAD'],
    ['PATCH', '/api/campaigns/11-11', 'DELETE, GET, HEAD, PUT'],
    ['GET', '/api/events', 'POST'],
    ['DELETE', '/api/query/', 'POST'],
    ['PUT', '/api/layouts/promotion/publish', 'POST'],
    ['POST', '/wall/promotion', 'GET, HEAD'],
  ])('answers %s %s with the methods that it takes', async (method, path, allow) => {
    const { status, headers, body } = await server.ask<Problem>(method, path);
    expect([status, headers.get('allow'), body]).toEqual([405, allow, expect.objectContaining({ code: 'method' })]);
  });
});

test('there is an icon, before the login, too', async () => {
  for (const [path, type] of [
    ['/favicon.ico', /^image\//],
    ['/favicon.svg', /^image\/svg\+xml/],
  ] as const) {
    const { status, headers } = await fetch(guarded.url + path);
    expect([path, status, headers.get('content-type')]).toEqual([path, 200, expect.stringMatching(type)]);
  }
});
