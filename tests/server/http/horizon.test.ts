import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../stream/contract/failure.ts';
import type { Reading } from '../../../stream/contract/reading.ts';
import { type Counted, count } from '../../support/counted.ts';
import { eventually, order } from '../../support/served.ts';

let all: Counted;
beforeAll(async () => {
  all = await count();
});
afterAll(() => all.stop());
const MINUTE = 60_000;
const now = Math.floor(Date.now() / MINUTE) * MINUTE;

describe('queries', () => {
  test('over all the time there is are answered, and nobody else waits for them', async () => {
    await all.server.post([order({ type: 'order.paid', amount: '299.00' })]);
    const most = 8.64e15;
    for (const [from, to] of [
      [0, 9e15],
      [0, most],
      [most, 9e15],
      [-most, most],
      [now - MINUTE, 4e12],
      [3e12, 4e12],
    ])
      for (const more of [{}, { compare: 'previous' }, { compare: 'last_year' }, { step: '1m' }, { step: '1d' }]) {
        const query = { metrics: ['paid_orders'], window: { from, to }, ...more };
        const { status, body } = await all.server.ask<Reading & Problem>('POST', '/api/query', query);
        // Too many points for one answer is said as such.
        expect(status === 200 || ('step' in more && body.code === 'window'), JSON.stringify(body)).toBe(true);
      }
    const ever = { metrics: ['paid_orders'], window: { from: 0, to: 9e15 } };
    await eventually(async () => {
      const { body } = await all.server.ask<Reading>('POST', '/api/query', ever);
      expect(body.groups['']?.values.paid_orders).toBe(1);
      expect(body.to).toBeLessThan(now + 3 * 86_400_000);
    });
  });
});

describe('campaigns', () => {
  test('without an end in sight are refused: each of their days is kept by itself', async () => {
    const put = (start: number, end: number) =>
      all.server.ask<Problem>('PUT', '/api/campaigns/ever', { id: 'ever', names: {}, start, end });
    const year = 400 * 86_400_000;
    expect((await put(now, now + year)).status).toBe(201);
    const long = await put(now, now + year + MINUTE);
    expect([long.status, long.body.path, long.body.detail]).toEqual([400, 'end', expect.stringContaining('400 days')]);
    for (const [start, end] of [
      [now, 9e15],
      [8.99e15, 9e15],
      [-MINUTE, MINUTE],
    ] as const)
      expect([(await put(start, end)).status, (await put(start, end)).body.code]).toEqual([400, 'request']);
    await all.server.ask('DELETE', '/api/campaigns/ever');
  });

  test('that take too long for one request are refused, with the one from which on they do', async () => {
    const line = {
      metrics: ['gmv', 'units', 'paid_orders'],
      window: { from: now - 7 * 86_400_000, to: now },
      step: '1m',
    };
    const queries = Array.from({ length: 200 }, () => line);
    const { status, body } = await all.server.ask<Problem>('POST', '/api/query', { queries });
    expect([status, body.code]).toEqual([400, 'request']);
    expect(body.path).toMatch(/^queries\.\d+$/);
    expect(body.detail).toMatch(/more than 2 s; ask for the rest in another request/);
  });
});
