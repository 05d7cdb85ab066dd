import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { eventually, KEY, order, type Served, serve } from '../../support/served.ts';

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
const ndjson = { 'content-type': 'application/x-ndjson' };
const lines = (...events: unknown[]) => events.map((event) => JSON.stringify(event)).join('\n');
const entries = async () => {
  const store = redis.connect();
  const lengths = await Promise.all([0, 1, 2, 3].map((p) => store.xlen(`tw:{${p}}:log`)));
  return lengths.reduce((sum, length) => sum + length, 0);
};

describe('events', () => {
  test('are taken as one event, as an array and as lines, and stand in the log when 202 is said', async () => {
    const before = await entries();
    expect(await server.post(order())).toMatchObject({ status: 202, body: { accepted: 1, late: 0, rejected: [] } });
    expect(await entries()).toBe(before + 1);
    expect((await server.post([order(), order()])).body.accepted).toBe(2);
    expect((await server.post(lines(order(), order(), order()), ndjson)).body.accepted).toBe(3);
    const zipped = gzipSync(lines(order(), order()));
    expect((await server.post(zipped, { ...ndjson, 'content-encoding': 'gzip' })).body.accepted).toBe(2);
    expect((await server.post([])).body).toEqual({ accepted: 0, late: 0, rejected: [] });
  });

  test('are each exactly one of accepted, late and rejected, and a bad one never harms its neighbours', async () => {
    const day = 86_400_000;
    const { body, status } = await server.post([
      order(),
      order({ at: Date.now() - 40 * day }),
      order({ amount: 299 }),
      order({ at: Date.now() + day }),
      7,
      order(),
    ]);
    expect(status).toBe(202);
    expect(body).toMatchObject({ accepted: 2, late: 2 });
    expect(body.rejected.map(({ index, code, path }) => [index, code, path])).toEqual([
      [2, 'money', 'amount'],
      [4, 'object', ''],
    ]);
  });

  test('of a line that is no JSON are rejected alone, with the code json', async () => {
    const { body } = await server.post(`${lines(order())}\n{"type":\n${lines(order())}`, ndjson);
    expect(body).toMatchObject({
      accepted: 2,
      rejected: [{ index: 1, code: 'json', message: 'The JSON ends too early, at position 8.' }],
    });
  });

  test('with a field named __proto__ count it as an unknown field', async () => {
    const text = JSON.stringify(order()).replace('{', '{"__proto__":{"polluted":true},');
    expect((await server.post(text)).body).toMatchObject({ accepted: 1, rejected: [] });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each([
    ['the number 299', { amount: 299 }, 'money'],
    ['too many digits', { amount: '299.999' }, 'money'],
    ['1e3', { amount: '1e3' }, 'money'],
    ['-1', { amount: '-1' }, 'money'],
    ['2^53', { amount: '9007199254740993' }, 'money'],
    ['an id of 1 MB', { id: 'x'.repeat(1_000_000) }, 'name'],
    ['seconds', { at: 1_731_254_400 }, 'at_seconds'],
    ['an unknown type', { type: 'order.lost' }, 'type'],
    ['3,000 lines', { lines: Array.from({ length: 3_000 }, () => ({ sku: 'S', quantity: 1, amount: '1' })) }, 'lines'],
    ['a quantity of 0', { lines: [{ sku: 'S', quantity: 0, amount: '1' }] }, 'quantity'],
    ['a quantity of -1', { lines: [{ sku: 'S', quantity: -1, amount: '1' }] }, 'quantity'],
    ['a quantity of 1.5', { lines: [{ sku: 'S', quantity: 1.5, amount: '1' }] }, 'quantity'],
    ['a time without zone', { at: '2026-11-11T00:00:00' }, 'at_zone'],
  ])('with %s are rejected with a sentence', async (_, change, code) => {
    const { body } = await server.post(order(change));
    expect(body).toMatchObject({ accepted: 0, late: 0 });
    expect(body.rejected[0]).toMatchObject({ index: 0, code });
    expect(body.rejected[0]?.message.length).toBeGreaterThan(10);
    expect(JSON.stringify(body).length).toBeLessThan(1_000);
  });

  test('of 1970 and of tomorrow are late, not lost', async () => {
    const { body } = await server.post([order({ at: '1970-01-02T00:00:00Z' }), order({ at: Date.now() + 86_400_000 })]);
    expect(body).toMatchObject({ accepted: 0, late: 2, rejected: [] });
  });
});

test('a sender that offers HTTP/2 with each request, as that of Java does, is answered in HTTP/1.1', async () => {
  const { port, host } = new URL(server.url);
  const line = connect(Number(port));
  let heard = '';
  line.on('data', (chunk) => (heard += chunk));
  for (const sent of [1, 2, 3]) {
    const body = JSON.stringify(Array.from({ length: sent }, () => order()));
    line.write(
      `POST /api/events HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${KEY}\r\nContent-Type: application/json\r\n` +
        'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n' +
        `Content-Length: ${body.length}\r\n\r\n${body.slice(0, 9)}`,
    );
    setTimeout(() => line.write(body.slice(9)), 30);
    await eventually(() => expect(heard).toContain(`{"accepted":${sent},`));
  }
  expect(heard.match(/HTTP\/1\.1 202 /g)).toHaveLength(3);
  line.destroy();
});

test('a request without a Host is answered with a problem', async () => {
  const line = connect(Number(new URL(server.url).port));
  let heard = '';
  line.on('data', (chunk) => (heard += chunk));
  line.write(`POST /api/events HTTP/1.1\r\nAuthorization: Bearer ${KEY}\r\nContent-Length: 0\r\n\r\n`);
  await eventually(() =>
    expect(heard).toMatch(/^HTTP\/1\.1 400 [\s\S]+application\/problem\+json[\s\S]+"path":"host"/),
  );
  line.destroy();
});

describe('a body that cannot be taken', () => {
  test('is answered with problem details and a sentence', async () => {
    const cut = await server.post('[{"type":"order.paid"', {});
    expect(cut.status).toBe(400);
    expect(cut.headers.get('content-type')).toContain('application/problem+json');
    expect(cut.body).toMatchObject({ code: 'body', detail: 'The JSON ends too early, at position 21.', status: 400 });
    expect((await server.post('"text"')).body.code).toBe('body');
    expect((await server.post('', ndjson)).body).toMatchObject({ code: 'body', detail: 'The body is empty.' });
    expect((await server.post(`${'['.repeat(100_000)}`)).status).toBe(400);
    expect((await server.post(`${'[['.repeat(100_000)}${']]'.repeat(100_000)}`)).body.rejected).toHaveLength(1);
  });

  test('of 10 MB is answered 413, also when only its decompressed size says so', async () => {
    const large = Buffer.alloc(10_000_000, 32);
    expect(await server.post(large)).toMatchObject({ status: 413, body: { code: 'too_large' } });
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    const answer = await server.post(bomb, { 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({
      status: 413,
      body: { code: 'too_large' },
    });
  });

  test('of a gigabyte, as its head says, is answered 413 and not that there is no room', async () => {
    const { hostname, port } = new URL(server.url);
    const line = connect({ host: hostname, port: Number(port) });
    const said = new Promise<string>((resolve, reject) => {
      line.once('data', (answer) => resolve(answer.toString()));
      line.on('error', reject); // also when the line ends after the answer: by then it is said
    });
    line.write(
      `POST /api/events HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer a-key-of-the-tests\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${1 << 30}\r\n\r\n`,
    );
    const chunk = Buffer.alloc(1 << 20, 32);
    // A little more than is thrown away before the answer: who writes on meanwhile may hear of a broken pipe first.
    let left = 66;
    const more = () => {
      while (left-- > 0 && line.write(chunk));
    };
    line.on('drain', more);
    more();
    expect(await said).toMatch(/^HTTP\/1\.1 413 /);
    line.destroy();
  });

  test('of another type or encoding is answered 415', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])
      expect(await server.post('x', { 'content-type': type })).toMatchObject({
        status: 415,
        body: { code: 'media_type' },
      });
    expect((await server.post('x', { 'content-encoding': 'br' })).status).toBe(415);
    expect((await server.post('x', { 'content-type': 'text/plain' })).body.detail).toBe(
      'content-type: expected application/json or application/x-ndjson, got text/plain.',
    );
  });

  test('in another charset is refused, and in any spelling of the right one taken', async () => {
    for (const type of ['application/json; charset=gbk', 'application/x-ndjson;charset="GB2312"'])
      expect(await server.post(order(), { 'content-type': type })).toMatchObject({
        status: 415,
        body: {
          detail: expect.stringMatching(/^content-type: expected charset utf-8, got gb\w+; send the body in UTF-8\.$/i),
        },
      });
    for (const type of ['APPLICATION/JSON', 'application/json;charset=UTF-8', 'application/json; charset="utf-8"'])
      expect(
        (await server.post(JSON.stringify([order(), order()], null, 2), { 'content-type': type })).body.accepted,
      ).toBe(2);
    expect((await server.post(gzipSync(JSON.stringify(order())), { 'content-encoding': 'GZIP' })).body.accepted).toBe(
      1,
    );
  });

  test('without a good key is answered 401 before it is read', async () => {
    const wrong = await server.post(order(), { authorization: 'Bearer nobody' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'key', detail: 'This ingest key is not known.' } });
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer');
    expect((await server.post(order(), { authorization: '' })).status).toBe(401);
  });

  test('that is cut off harms nobody', async () => {
    const { port } = new URL(server.url);
    await new Promise<void>((resolve) => {
      const cut = request({
        port,
        method: 'POST',
        path: '/api/events',
        headers: {
          authorization: 'Bearer a-key-of-the-tests',
          'content-type': 'application/json',
          'content-length': 1_000,
        },
      });
      cut.on('error', () => resolve());
      cut.write('[{"type":');
      setTimeout(() => cut.destroy(), 50);
    });
    expect((await server.post(order())).status).toBe(202);
  });
});
