import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Campaign } from '../../../stream/contract/campaign.ts';
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

const put = (id: string, more: object = {}) =>
  server.ask<Campaign & Problem>('PUT', `/api/campaigns/${id}`, {
    id,
    names: { en: id },
    start: '2026-11-10T20:00:00+08:00',
    end: Date.parse('2026-11-12T00:00:00+08:00'),
    ...more,
  });

test('a moment is taken as RFC 3339 or epoch ms, and kept as epoch ms on a whole minute', async () => {
  const made = await put('sale');
  expect([made.status, made.body.start]).toEqual([201, Date.parse('2026-11-10T12:00:00Z')]);
  const refused = await put('sale', { start: '2026-11-10T20:00:30+08:00' });
  expect([refused.status, refused.body.path]).toEqual([400, 'start']);
  expect((await put('sale', { start: 'yesterday' })).status).toBe(400);
});

test('a campaign is compared with one that is there, and not with itself', async () => {
  for (const baseline of ['gone', 'again'])
    expect(await put('again', { baseline })).toMatchObject({
      status: 422,
      body: { code: 'reference', path: 'baseline' },
    });
  expect((await put('again', { baseline: 'sale' })).status).toBe(201);
});
