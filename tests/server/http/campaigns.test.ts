import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Campaign } from '../../../stream/contract/campaign.ts';
import type { Problem } from '../../../stream/contract/failure.ts';
import { keys } from '../../../stream/redis/keys.ts';
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

const put = (id: string, more: object = {}, headers: Record<string, string> = {}) =>
  server.ask<Campaign & Problem>(
    'PUT',
    `/api/campaigns/${id}`,
    {
      id,
      names: { en: id },
      start: '2026-11-10T20:00:00+08:00',
      end: Date.parse('2026-11-12T00:00:00+08:00'),
      ...more,
    },
    headers,
  );

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

test('campaigns are not compared in a circle, and what another is compared with is not removed', async () => {
  await put('first');
  await put('second', { baseline: 'first' });
  await put('third', { baseline: 'second' });
  const circle = await put('first', { baseline: 'third' });
  expect(circle).toMatchObject({ status: 422, body: { code: 'reference', path: 'baseline' } });
  expect(circle.body.detail).toContain('first → third → second → first');
  expect((await put('second', { baseline: 'first' })).status).toBe(200);
  const remove = (id: string) => server.ask<Problem>('DELETE', `/api/campaigns/${id}`);
  const kept = await remove('first');
  expect(kept).toMatchObject({ status: 409, body: { code: 'referenced' } });
  expect(kept.body.detail).toContain('second');
  for (const id of ['third', 'second', 'first']) expect([id, (await remove(id)).status]).toEqual([id, 204]);
});

test('a circle of old holds up nobody who is compared with a campaign in it', async () => {
  const { body } = await put('old');
  await redis.connect().hset(keys.campaigns, {
    old: JSON.stringify({ ...body, baseline: 'older' }),
    older: JSON.stringify({ ...body, id: 'older', baseline: 'old' }),
  });
  expect((await put('today', { baseline: 'old' })).status).toBe(201);
});

describe('at the same moment', () => {
  const rounds = [0, 1, 2, 3, 4, 5];
  /** The baselines as they stand, by campaign. */
  const baselines = async () => {
    const { body } = await server.ask<{ campaigns: Campaign[] }>('GET', '/api/campaigns');
    return new Map(body.campaigns.map(({ id, baseline }) => [id, baseline]));
  };

  test('campaigns that are each compared with the next make no circle: the last of them is refused', async () => {
    for (const round of rounds) {
      const ring = ['a', 'b', 'c', 'd'].map((name) => `ring-${round}-${name}`);
      for (const id of ring) await put(id);
      const answers = await Promise.all(
        ring.map((id, index) => put(id, { baseline: ring[(index + 1) % ring.length] })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 422]);
      expect(answers.find(({ status }) => status === 422)?.body).toMatchObject({ code: 'reference', path: 'baseline' });
      const standing = await baselines();
      expect(ring.filter((id) => standing.get(id) === undefined)).toHaveLength(1);
    }
  });

  test('a campaign is not removed that becomes a baseline, nor becomes one that is removed', async () => {
    for (const round of rounds) {
      const [shown, compared] = [`shown-${round}`, `compared-${round}`];
      await put(shown);
      await put(compared);
      const remove = () => server.ask<Problem>('DELETE', `/api/campaigns/${compared}`);
      const early = round % 2 === 0 ? remove() : undefined;
      const [set, removed] = await Promise.all([put(shown, { baseline: compared }), early ?? remove()]);
      const standing = await baselines();
      if (removed.status === 204) {
        expect(set).toMatchObject({ status: 422, body: { detail: `baseline: there is no campaign ${compared}.` } });
        expect([standing.has(compared), standing.get(shown)]).toEqual([false, undefined]);
      } else {
        expect([removed.status, removed.body.code, set.status]).toEqual([409, 'referenced', 200]);
        expect([standing.has(compared), standing.get(shown)]).toEqual([true, compared]);
      }
    }
  });
});

describe('two who change one campaign', () => {
  const etag = ({ headers }: { headers: Headers }) => headers.get('etag') ?? '';
  const read = (id: string) => server.ask<Campaign>('GET', `/api/campaigns/${id}`);
  const upon = (id: string, match: string, more: object = {}) => put(id, more, { 'if-match': match });

  test('are kept apart by the version they read: the slower is answered 412 with the one that stands', async () => {
    const made = await put('shared', { target: 1 });
    expect(etag(made)).toMatch(/^"[0-9a-f]{40}"$/);
    expect(etag(await read('shared'))).toBe(etag(made));
    const quick = await upon('shared', etag(made), { target: 2 });
    expect([quick.status, etag(quick) === etag(made)]).toEqual([200, false]);
    const late = await upon('shared', etag(made), { target: 3 });
    expect([late.status, late.body.code, etag(late)]).toEqual([412, 'precondition', etag(quick)]);
    expect(late.body.detail).toContain(etag(quick));
    expect((await read('shared')).body.target).toBe(2);
    expect((await upon('shared', etag(late), { target: 3 })).status).toBe(200);
  });

  test('at once: one is taken', async () => {
    const first = etag(await put('rush'));
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map((target) => upon('rush', first, { target })));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
    expect((await read('rush')).body.target).toBe(all.findIndex(({ status }) => status === 200) + 1);
  });

  test('do not remove what was saved after them', async () => {
    const first = etag(await put('gone'));
    const second = etag(await upon('gone', first, { target: 2 }));
    const remove = (version: string) => server.ask('DELETE', '/api/campaigns/gone', undefined, { 'if-match': version });
    const late = await remove(first);
    expect([late.status, late.headers.get('etag'), (await read('gone')).body.target]).toEqual([412, second, 2]);
    expect([(await remove(second)).status, (await read('gone')).status]).toEqual([204, 404]);
    expect((await remove(second)).status).toBe(404);
  });

  test('are not asked for a version: without one the later stands, as with *', async () => {
    await put('free', { target: 1 });
    expect((await put('free', { target: 2 })).status).toBe(200);
    expect((await upon('free', '*', { target: 3 })).status).toBe(200);
    expect((await read('free')).body.target).toBe(3);
  });

  test('are told which version stands when they name one that never did; what is no ETag is no condition', async () => {
    const standing = etag(await put('named', { target: 1 }));
    for (const match of ['"abc"', 'W/"abc"', '""', '"*"', '"any"', `"${'0'.repeat(40)}"`]) {
      const answer = await upon('named', match, { target: 2 });
      expect([match, answer.status, answer.body.code, etag(answer)]).toEqual([match, 412, 'precondition', standing]);
      expect(answer.body.detail).toContain(standing);
    }
    for (const match of ['abc', '"', '"a" "b"'])
      expect(await upon('named', match)).toMatchObject({ status: 400, body: { code: 'request', path: 'if-match' } });
    expect((await read('named')).body.target).toBe(1);
    expect((await upon('named', `"abc", W/${standing}`, { target: 2 })).status).toBe(412);
    expect((await upon('named', `"abc", ${standing}`, { target: 2 })).status).toBe(200);
  });

  test('hold to both conditions, and are not sent what they have', async () => {
    const standing = etag(await put('both'));
    const none = (match: string, more = {}) => put('both', {}, { 'if-none-match': match, ...more });
    for (const match of [standing, `W/${standing}`, `"abc", ${standing}`, '*'])
      expect([match, (await none(match)).status]).toEqual([match, 412]);
    expect((await none(standing, { 'if-match': standing })).status).toBe(412);
    expect((await none('abc')).body).toMatchObject({ code: 'request', path: 'if-none-match' });
    const known = (match: string) => server.ask('GET', '/api/campaigns/both', undefined, { 'if-none-match': match });
    for (const match of [standing, `W/${standing}`, '*']) {
      const answer = await known(match);
      expect([answer.status, etag(answer), answer.body]).toEqual([304, standing, '']);
    }
    expect((await known('"abc"')).status).toBe(200);
    expect((await none('"abc"', { 'if-match': standing })).status).toBe(200);
  });

  test('who change whatever is there, by *, do not make what is not', async () => {
    expect(await upon('absent', '*')).toMatchObject({ status: 412, body: { code: 'precondition' } });
    expect(await upon('absent', '"abc"')).toMatchObject({ status: 412, body: { code: 'precondition' } });
    expect((await read('absent')).status).toBe(404);
    const remove = await server.ask('DELETE', '/api/campaigns/absent', undefined, { 'if-match': '*' });
    expect(remove.status).toBe(404);
  });

  test('may both make it anew only once, and cannot bring back unawares what was removed', async () => {
    const none = { 'if-none-match': '*' };
    const made = await put('night', {}, none);
    expect([made.status, (await put('night', {}, none)).status]).toEqual([201, 412]);
    await server.ask('DELETE', '/api/campaigns/night');
    const late = await upon('night', etag(made));
    expect([late.status, late.headers.get('etag')]).toEqual([412, null]);
    expect((await read('night')).status).toBe(404);
  });
});
