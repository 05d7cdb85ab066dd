import { request } from 'node:http';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../stream/contract/failure.ts';
import type { Reading } from '../../../stream/contract/reading.ts';
import { type Counted, count } from '../../support/counted.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { eventually, KEY, order, type Served, serve, TOKEN } from '../../support/served.ts';
import { freePort } from '../../support/system.ts';

describe('when Redis goes away', () => {
  let redis: TestRedis;
  let server: Served;
  beforeAll(async () => {
    redis = await startRedis({ durable: true });
    server = await serve(redis.url);
  });
  afterAll(async () => {
    await server.close();
    await redis.stop();
  });

  test('events are refused with 503 and when to come again, nothing is lost, and it recovers by itself', async () => {
    expect((await server.post(order())).status).toBe(202);
    await redis.kill();
    await eventually(async () => {
      const refused = await server.post(order());
      const detail = 'Redis is not connected. Try again in 1 s.';
      expect(refused).toMatchObject({ status: 503, body: { code: 'log', detail } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    });
    expect((await server.ask('GET', '/healthz')).status).toBe(200);
    for (const path of ['/api/campaigns', '/api/late', '/api/layouts']) {
      const asked = await server.ask<Problem>('GET', path);
      expect(asked).toMatchObject({ status: 503, body: { code: 'store' } });
      expect(asked.body.detail).toMatch(/finds it again by itself\. Try again in 1 s\.$/);
      expect(asked.headers.get('retry-after')).toBe('1');
    }
    expect(await server.ask('GET', '/readyz')).toMatchObject({ status: 503, body: { redis: false } });
    await redis.start();
    await eventually(async () => expect((await server.post(order())).status).toBe(202));
    const store = redis.connect();
    const logs = await Promise.all([0, 1, 2, 3].map((p) => store.xlen(`tw:{${p}}:log`)));
    expect(logs.reduce((sum, length) => sum + length)).toBeGreaterThanOrEqual(2);
  });

  test('a request under way is answered 503, not left hanging', async () => {
    // Good ones, and ones that go to the ledgers of late and of rejected events.
    const kinds = [{}, { at: '2001-01-01T00:00:00Z' }, { amount: 1 }];
    const under = Array.from({ length: 21 }, (_, n) =>
      server.post(Array.from({ length: 500 }, () => order(kinds[n % kinds.length]))),
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
    await redis.kill();
    const statuses = (await Promise.all(under)).map(({ status }) => status);
    expect(statuses.every((status) => status === 202 || status === 503)).toBe(true);
    await redis.start();
    await eventually(async () => expect((await server.post(order())).status).toBe(202));
  });
});

test('a large body whose beginning could not be written is answered 503, and harms nobody else', async () => {
  const redis = await startRedis();
  const server = await serve(redis.url);
  const unheard: unknown[] = [];
  const hear = (reason: unknown) => unheard.push(reason);
  process.on('unhandledRejection', hear);
  const large = Array.from({ length: 25_000 }, () => JSON.stringify(order())).join('\n');
  await redis.connect().call('ACL', 'SETUSER', 'default', '-xadd');
  expect(await server.post(large, { 'content-type': 'application/x-ndjson' })).toMatchObject({ status: 503 });
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]); // a process of its own would end by one
  await server.close();
  await redis.stop();
});

describe('a full Redis', () => {
  test('refuses with 503 instead of accepting what it cannot keep', async () => {
    const redis = await startRedis();
    const server = await serve(redis.url);
    await redis.connect().config('SET', 'maxmemory', '1mb');
    await eventually(async () => {
      const refused = await server.post(order());
      expect(refused).toMatchObject({ status: 503, body: { code: 'memory' } });
      expect(refused.headers.get('retry-after')).toBe('5');
    });
    await redis.connect().config('SET', 'maxmemory', '0');
    await eventually(async () => expect((await server.post(order())).status).toBe(202));
    await server.close();
    await redis.stop();
  });
});

describe('a million new shops', () => {
  test('are refused from the two-thousand-and-first on, and known shops go on', async () => {
    const redis = await startRedis();
    const server = await serve(redis.url);
    let accepted = 0;
    let refused = 0;
    for (let from = 5_000; from < 25_000; from += 5_000) {
      const events = Array.from({ length: 5_000 }, (_, n) => order({ shop: `flood-${from + n}` }));
      // As lines they are read without being parsed, and a name counts the same.
      const asLines = from % 10_000 !== 0;
      const { body } = asLines
        ? await server.post(events.map((event) => JSON.stringify(event)).join('\n'), {
            'content-type': 'application/x-ndjson',
          })
        : await server.post(events);
      accepted += body.accepted;
      refused += body.rejected.length;
      expect(body.rejected.every(({ code, path }) => code === 'cardinality' && path === 'shop')).toBe(true);
    }
    expect([accepted, refused]).toEqual([2_000, 18_000]);
    expect((await server.post(order({ shop: 'flood-5007' }))).body.accepted).toBe(1);
    const kept = await redis.connect().xlen('tw:dead-letters');
    expect(kept).toBeGreaterThan(100);
    expect(kept).toBeLessThanOrEqual(11_000);
    await server.close();
    await redis.stop();
  });
});

/** Begins to send events; resolves when the server has the request in hand. */
function begin(url: string, body: string): Promise<{ status: Promise<number | undefined> }> {
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', expect: '100-continue' };
  return new Promise((resolve, reject) => {
    const call = request(`${url}/api/events`, { method: 'POST', headers });
    const status = new Promise<number | undefined>((answered) => {
      call.once('response', (answer) => answered(answer.resume().statusCode));
    });
    call.once('error', reject);
    call.once('continue', () => {
      call.end(body);
      resolve({ status });
    });
    call.flushHeaders();
  });
}

describe('a server that stops', () => {
  let all: Counted;
  beforeAll(async () => {
    all = await count({ PORT: String(await freePort()) });
  });
  afterAll(() => all.stop());

  test('finishes what is under way, and screens come to its successor by themselves', async () => {
    const port = new URL(all.server.url).port;
    const client = io(all.server.url, {
      path: '/live',
      transports: ['websocket'],
      auth: { token: TOKEN },
      reconnectionDelay: 20,
    });
    const reasons: string[] = [];
    client.on('disconnect', (reason) => reasons.push(reason));
    const query = { queries: [{ metrics: ['gmv'], window: 'today' }] };
    let latest: unknown;
    // As the wire does: a server that has just begun may still say 503 once, and is asked again.
    const watch = async () => {
      latest = await client.timeout(10_000).emitWithAck('watch', query);
      if ((latest as { error?: { status: number } }).error?.status === 503) setTimeout(watch, 50);
    };
    client.on('connect', watch);
    await eventually(() => expect(latest).toHaveProperty('view'));
    const body = Array.from({ length: 2_000 }, () => order({ type: 'order.paid', amount: '1.00', lines: [] }));
    const under = await begin(all.server.url, JSON.stringify(body));
    const began = Date.now();
    await all.server.close();
    expect(Date.now() - began).toBeLessThan(10_000);
    const status = await under.status;
    expect([202, 503]).toContain(status);
    await eventually(() => expect(reasons).toEqual(['transport close']));
    latest = undefined; // before there is anybody who could answer
    all.server = await serve(all.redis.url, { PORT: port });
    if (status === 503) await all.server.post(body);
    await eventually(() => expect(latest).toHaveProperty('readings'), 10_000);
    await eventually(async () => {
      const { body: reading } = await all.server.ask<Reading>('POST', '/api/query', query.queries[0]);
      expect(reading.groups['']?.values.gmv).toBe(200_000);
    });
    client.disconnect();
  });
});
