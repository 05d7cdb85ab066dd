import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('an asset', () => {
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(20)]);
  const send = (body: Buffer, type: string) =>
    fetch(`${server.url}/api/assets`, {
      method: 'POST',
      headers: { authorization: 'Bearer a-token-of-the-tests', 'content-type': type },
      body: new Uint8Array(body),
    });
  test('is kept under the hash of its content and served as what it is', async () => {
    const kept = await send(png, 'image/png');
    expect(kept.status).toBe(201);
    const { path } = (await kept.json()) as { path: string };
    expect(path).toMatch(/^\/assets\/[0-9a-f]{64}\.png$/);
    const served = await fetch(server.url + path, { headers: { authorization: 'Bearer a-token-of-the-tests' } });
    expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await served.arrayBuffer())).toEqual(png);
    expect(((await (await send(png, 'image/png')).json()) as { path: string }).path).toBe(path);
    const map = Buffer.from('{"type":"FeatureCollection","features":[]}');
    expect((await send(map, 'application/geo+json')).status).toBe(201);
  });

  test('is given in parts to whoever asks for one, as some browsers do with every video', async () => {
    const { path } = (await (await send(png, 'image/png')).json()) as { path: string };
    const part = async (range: string, more = {}) => {
      const headers = { authorization: 'Bearer a-token-of-the-tests', range, ...more };
      const answer = await fetch(server.url + path, { headers });
      const bytes = Buffer.from(await answer.arrayBuffer()).toString('latin1');
      return [answer.status, answer.headers.get('content-range'), bytes];
    };
    const all = [200, null, png.toString('latin1')];
    const from = (first: number, last: number) => [
      206,
      `bytes ${first}-${last}/28`,
      png.toString('latin1').slice(first, last + 1),
    ];
    expect(await part('bytes=0-1')).toEqual(from(0, 1));
    expect(await part('bytes=4-')).toEqual(from(4, 27));
    expect(await part('bytes=-3')).toEqual(from(25, 27));
    expect(await part('bytes=-300')).toEqual(from(0, 27));
    expect(await part('bytes=20-300')).toEqual(from(20, 27));
    expect(await part('bytes=28-')).toEqual([416, 'bytes */28', '']);
    expect(await part('bytes=-0')).toEqual([416, 'bytes */28', '']);
    for (const odd of ['bytes=5-2', 'bytes=0-1,4-5', 'lines=0-1', 'bytes=-', 'bytes=a-b'])
      expect(await part(odd)).toEqual(all);
    expect(await part('bytes=0-1', { 'if-range': '"x"' })).toEqual(all);
  });

  test('that is something else, too large, or of no known type is refused', async () => {
    const problem = async (answer: Response) => ((await answer.json()) as Problem).code;
    expect(await problem(await send(Buffer.from('<svg onload="x()"/>'), 'image/png'))).toBe('body');
    expect(await problem(await send(Buffer.from('<svg/>'), 'image/svg+xml'))).toBe('media_type');
    expect(await problem(await send(Buffer.concat([png, Buffer.alloc(9 << 20)]), 'image/png'))).toBe('too_large');
    expect(await problem(await send(Buffer.from('[]'), 'application/geo+json'))).toBe('body');
    const missing = `/assets/${'0'.repeat(64)}.png`;
    const answer = await fetch(server.url + missing, { headers: { authorization: 'Bearer a-token-of-the-tests' } });
    expect(answer.status).toBe(404);
  });

  test('for which there is no room left is refused with what helps', async () => {
    await redis.connect().hset('tw:assets', 'another.png', String((128 << 20) - 10));
    const answer = await send(Buffer.concat([png, Buffer.alloc(1)]), 'image/png');
    const { title, detail } = (await answer.json()) as Problem;
    expect([answer.status, title]).toEqual([413, TOO_LARGE]);
    expect(detail).toMatch(/^All files together may have at most 128 MiB, .* Send a smaller one/);
  });
});

const TOO_LARGE = 'More was sent than is taken here.';
const EVENTS = 'A body of events may have at most';
const IN_SEVERAL = 'Send it in several: events may come in any order, and one that comes twice counts once.';
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
/** Who sends 9 MiB to where, as what, and the detail that answers it. */
const LARGE = [
  ['POST', '/api/events', JSON_TYPE, `${EVENTS} 8 MiB, also after decompression. ${IN_SEVERAL}`],
  [
    'PUT',
    '/api/layouts/x',
    JSON_TYPE,
    'A layout may have at most 8 MiB. It names pictures, videos and maps by their path: POST /api/assets keeps them.',
  ],
  [
    'POST',
    '/api/layouts/x/publish',
    JSON_TYPE,
    'The body of this request may have at most 8 MiB. Leave out what this address does not ask for.',
  ],
  [
    'POST',
    '/api/assets',
    'image/png',
    'A file that layouts show may have at most 8 MiB. Save it smaller: with fewer pixels, seconds or points.',
  ],
  [
    'PUT',
    '/api/campaigns/x',
    JSON_TYPE,
    'A campaign may have at most 8 MiB. With every phase and milestone it needs a few KiB: leave out all else.',
  ],
  [
    'POST',
    '/api/query',
    JSON_TYPE,
    'The queries of one request may have at most 8 MiB. Ask for the rest in another request.',
  ],
  [
    'POST',
    '/login',
    FORM,
    'The body of this request may have at most 4 KiB. Leave out what this address does not ask for.',
  ],
] as const;

describe('too much at once', () => {
  test.each(LARGE)('%s %s says what may have how much there, and what helps', async (method, path, type, detail) => {
    const answer = await fetch(server.url + path, {
      method,
      headers: { authorization: 'Bearer a-token-of-the-tests', 'content-type': type },
      body: new Uint8Array(9 << 20).fill(32),
    });
    expect([answer.status, await answer.json()]).toEqual([
      413,
      { type: '/problems/too_large', title: TOO_LARGE, status: 413, code: 'too_large', detail },
    ]);
  });

  test('of events says so also by their number, and by what they are unpacked', async () => {
    const many = await server.post(`[${'0,'.repeat(200_000)}0]`);
    expect([many.status, many.body.detail]).toEqual([413, `${EVENTS} 200000 events. ${IN_SEVERAL}`]);
    const bomb = await server.post(gzipSync(Buffer.alloc(9 << 20)), { 'content-encoding': 'gzip' });
    expect([bomb.status, bomb.body.detail]).toEqual([413, LARGE[0][3]]);
  });
});
