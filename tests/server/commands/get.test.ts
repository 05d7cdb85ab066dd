import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reading } from '../../../stream/contract/reading.ts';
import { METRICS } from '../../../stream/metrics/catalogue.ts';
import { answer, openDoor, tidewall } from './door.ts';

let door: Awaited<ReturnType<typeof openDoor>>;
let reading: Reading;
beforeEach(async () => {
  door = await openDoor(({ path, key }, response) => {
    if (key !== 'Bearer t1') answer(response, 401, { title: 'The credential is missing or wrong.' });
    else if (path === '/api/metrics') answer(response, 200, { metrics: METRICS, currency: 'GBP', digits: 3 });
    else answer(response, 200, reading);
  });
});
afterEach(() => door.close());

const get = (...argv: string[]) => tidewall(['get', ...argv, '--url', door.url, '--token', 't1']);
const read = (groups: Reading['groups']): Reading => ({ from: 0, to: 1, asOf: 1, partial: false, groups });
const asked = () => JSON.parse(door.heard.at(-1)?.body ?? '') as unknown;

describe('get', () => {
  test('prints money as an exact decimal of the configured digits, and nothing else', async () => {
    reading = read({ '': { values: { gmv: 10_655_622_484 } } });
    expect(await get('gmv', 'today')).toEqual({ status: 0, out: '10655622.484\n', err: '' });
    expect(asked()).toEqual({ metrics: ['gmv'], window: 'today' });
  });

  test('prints counts, ratios and unknown numbers as they are', async () => {
    reading = read({ '': { values: { paid_orders: 7 } } });
    expect((await get('paid_orders', '1h')).out).toBe('7\n');
    reading = read({ '': { values: {} } });
    expect((await get('aov', '1h')).out).toBe('—\n');
  });

  test('rounds the money of an average to minor units', async () => {
    for (const [aov, out] of [
      [12_345.678901, '12.346\n'],
      [-1.5, '-0.002\n'],
      [-0.2, '0.000\n'],
    ] as const) {
      reading = read({ '': { values: { aov } } });
      expect(await get('aov', 'today')).toEqual({ status: 0, out, err: '' });
    }
  });

  test('prints groups by value, the remainder last, with what they are compared with', async () => {
    const groups = {
      '…': { values: { gmv: 9_000 } },
      jd: { values: { gmv: 1_000 } },
      tmall: { values: { gmv: 2_000 }, baseline: { gmv: 500 } },
    };
    reading = read(groups);
    const { out } = await get('gmv', 'campaign', '--by', 'channel', '--compare', 'yesterday', '--top', '2');
    expect(out).toBe('tmall  2.000  (0.500)\njd     1.000\n…      9.000\n');
    expect(asked()).toEqual({ metrics: ['gmv'], window: 'campaign', by: 'channel', compare: 'yesterday', top: 2 });
  });

  test('takes filters of one dimension as alternatives, and a span of instants', async () => {
    reading = read({ '': { values: { gmv: 0 } } });
    await get(
      'gmv',
      '1700000000000..2026-11-11T00:00:00Z',
      '--filter',
      'channel=jd',
      '--filter',
      'channel=tmall',
      '--filter',
      'shop=a=b',
    );
    expect(asked()).toEqual({
      metrics: ['gmv'],
      window: { from: 1_700_000_000_000, to: '2026-11-11T00:00:00Z' },
      filter: { channel: ['jd', 'tmall'], shop: ['a=b'] },
    });
  });

  test('gives the whole reading as JSON, and warns of one that is partial', async () => {
    reading = { ...read({ '': { values: { gmv: 1 } } }), partial: true };
    expect(JSON.parse((await get('gmv', 'today', '--json')).out)).toEqual(reading);
    expect((await get('gmv', 'today')).err).toContain('partial');
  });

  test('names an address that is none', async () => {
    for (const url of ['http://[bad', 'ftp://x', 'http://h:99999'])
      expect(await tidewall(['get', 'gmv', 'today', '--url', url])).toMatchObject({
        status: 2,
        err: expect.stringContaining('--url: expected http://host:port'),
      });
  });

  test('names the forms of a window as they are written here', async () => {
    const { status, err } = await get('gmv', '{"from":0,"to":1}');
    expect([status, err]).toEqual([2, expect.stringContaining('campaign:<id>, or FROM..TO, got "{')]);
  });

  test('names a metric that is none, and a token that is missing', async () => {
    expect(await get('turnover', 'today')).toMatchObject({
      status: 2,
      err: expect.stringContaining('there are: gmv,'),
    });
    const { status, err } = await tidewall(['get', 'gmv', 'today', '--url', door.url]);
    expect(status).toBe(2);
    expect(err).toContain('--token (or TIDEWALL_API_TOKEN) gives a token');
  });
});

test('void list prints what is voided, the newest first', async () => {
  const at = Date.UTC(2026, 10, 11);
  const api = await openDoor(({ path }, response) =>
    answer(response, 200, {
      entries:
        path === '/api/voided?limit=1000'
          ? [
              { at, order: 'o-1' },
              { at, refund: 'r-1' },
            ]
          : [],
    }),
  );
  const { status, out } = await tidewall(['void', 'list', '--url', api.url]);
  expect([status, out]).toEqual([0, '2026-11-11T00:00:00.000Z  order o-1\n2026-11-11T00:00:00.000Z  refund r-1\n']);
  await api.close();
});

test('void sends one order.voided, and says what the server says', async () => {
  const bodies: Record<string, unknown>[] = [];
  const ingest = await openDoor(({ body }, response) => {
    bodies.push(JSON.parse(body) as Record<string, unknown>);
    const rejected = bodies.length > 2 ? [{ index: 0, code: 'name', path: 'order', message: 'too long' }] : [];
    answer(response, 202, { accepted: 1 - rejected.length, late: 0, rejected });
  });
  const run = (...argv: string[]) => tidewall(['void', ...argv, '--url', ingest.url, '--key', 'k']);
  expect(await run('order', 'o-1', '--reason', 'test')).toMatchObject({ status: 0, out: 'order o-1 is voided.\n' });
  expect(await run('refund', 'r-1')).toMatchObject({ status: 0 });
  expect(await run('order', 'x')).toMatchObject({ status: 1, err: expect.stringContaining('too long') });
  expect(bodies[0]).toMatchObject({ type: 'order.voided', order: 'o-1', reason: 'test', at: expect.any(Number) });
  expect(bodies[1]).toMatchObject({ type: 'order.voided', refund: 'r-1' });
  expect(bodies[1]).not.toHaveProperty('order');
  await ingest.close();
});
