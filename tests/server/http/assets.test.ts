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

  test('that is something else, too large, or of no known type is refused', async () => {
    const problem = async (answer: Response) => ((await answer.json()) as Problem).code;
    expect(await problem(await send(Buffer.from('<svg onload="x()"/>'), 'image/png'))).toBe('body');
    expect(await problem(await send(Buffer.from('<svg/>'), 'image/svg+xml'))).toBe('media_type');
    const large = (await (await send(Buffer.concat([png, Buffer.alloc(9 << 20)]), 'image/png')).json()) as Problem;
    expect(large).toMatchObject({ code: 'too_large', detail: 'A file that layouts show may have at most 8 MiB.' });
    const layout = await server.ask<Problem>('PUT', '/api/layouts/large', { text: 'x'.repeat(9 << 20) });
    expect(layout).toMatchObject({ status: 413, body: { detail: 'A layout may have at most 8 MiB.' } });
    expect(await problem(await send(Buffer.from('[]'), 'application/geo+json'))).toBe('body');
    const missing = `/assets/${'0'.repeat(64)}.png`;
    const answer = await fetch(server.url + missing, { headers: { authorization: 'Bearer a-token-of-the-tests' } });
    expect(answer.status).toBe(404);
  });
});
