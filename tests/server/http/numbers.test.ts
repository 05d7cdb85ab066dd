import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Campaign } from '../../../stream/contract/campaign.ts';
import type { Problem } from '../../../stream/contract/failure.ts';
import type { Reading } from '../../../stream/contract/reading.ts';
import { type Counted, count } from '../../support/counted.ts';
import { eventually, order, TOKEN } from '../../support/served.ts';

let all: Counted;
beforeAll(async () => {
  all = await count();
});
afterAll(() => all.stop());
const MINUTE = 60_000;
const now = Math.floor(Date.now() / MINUTE) * MINUTE;
const pay = (more: Record<string, unknown> = {}) => order({ type: 'order.paid', amount: '299.00', ...more });

describe('queries', () => {
  test('answer a reading, and several at once by their index', async () => {
    await all.server.post([pay(), pay({ shop: 'outlet' }), pay({ shop: 'outlet' })]);
    const one = { metrics: ['gmv', 'paid_orders'], window: 'today' };
    await eventually(async () => {
      const { body } = await all.server.ask<Reading>('POST', '/api/query', one);
      expect(body.groups).toEqual({ '': { values: { gmv: 89_700, paid_orders: 3 } } });
      expect(body.partial).toBe(false);
    });
    const { body } = await all.server.ask<{ readings: Record<string, Reading> }>('POST', '/api/query', {
      queries: [one, { ...one, by: 'shop' }],
    });
    expect(Object.keys(body.readings)).toEqual(['0', '1']);
    expect(body.readings['1']?.groups.outlet?.values).toEqual({ gmv: 59_800, paid_orders: 2 });
  });

  test('that make no sense are answered 400 with what and where', async () => {
    const wrong = async (query: unknown) => (await all.server.ask<Problem>('POST', '/api/query', query)).body;
    expect(await wrong({ metrics: ['sales'], window: '1h' })).toMatchObject({ status: 400, code: 'metric' });
    expect(await wrong({ metrics: ['orders'], window: '1h', by: 'sku' })).toMatchObject({ code: 'dimension' });
    expect(await wrong({ metrics: ['gmv'], window: 'someday' })).toMatchObject({
      code: 'request',
      path: 'window',
      detail:
        'window: expected one of 1m, 5m, 15m, 1h, 24h, today, yesterday, campaign, campaign:<id>, or {"from", "to"}, got "someday"',
    });
    expect(await wrong({ metrics: ['gmv'], window: '1h', by: 'moon' })).toMatchObject({
      path: 'by',
      detail: 'by: expected one of channel, shop, region, category, sku, tag, got "moon"',
    });
    expect(await wrong({ queries: [{ metrics: ['gmv'], window: '1h', top: 1.5 }] })).toMatchObject({
      path: 'queries.0.top',
    });
    expect(
      await wrong({
        queries: [
          { metrics: ['gmv'], window: '1h' },
          { metrics: ['x'], window: '1h' },
        ],
      }),
    ).toMatchObject({
      code: 'metric',
      path: expect.stringContaining('queries.1'),
    });
    expect(await wrong([])).toMatchObject({ code: 'request' });
  });

  test('say in one sentence which field it is, what was expected and what came', async () => {
    const query = { metrics: ['gmv'], window: 'today' };
    const whole = 'expected a query with "metrics" and "window", or {"queries": […]}, got an object';
    const zone = 'epoch milliseconds or a time with its zone such as "2026-11-11T00:00:00+08:00"';
    const cases: [unknown, string][] = [
      [{}, whole],
      [{ queries: [] }, 'queries: expected at least 1 entry, got 0'],
      [{ metrics: ['gmv'] }, 'window: missing; expected one of 1m, '],
      [{ ...query, metrics: 'gmv' }, 'metrics: expected a list, got "gmv"'],
      [{ ...query, sort: 'orders' }, 'sort: "orders" is not one of the metrics asked for; expected one of gmv.'],
      [
        { ...query, compare: 'tomorrow' },
        'compare: expected one of previous, yesterday, last_week, last_year, campaign:<id>',
      ],
      [
        { ...query, window: { from: 'noon', to: 1 } },
        'window.from: expected a time with its zone such as "2026-11-11T00:00:00+08:00", got "noon"',
      ],
      [{ ...query, window: { from: 1_731_254_400, to: 2e12 } }, 'window.from: looks like seconds; send milliseconds'],
      [{ ...query, window: { from: 5 } }, `window.to: missing; expected ${zone}`],
      [{ ...query, filter: { moon: ['x'] } }, 'filter.moon: there is no such field; expected one of channel, shop'],
      [{ ...query, surprise: 1 }, 'surprise: there is no such field; expected one of metrics, by, window'],
      [{ queries: [query, { ...query, sort: 'x' }] }, 'queries.1.sort: "x" is not one of the metrics asked for'],
      [{ queries: [query, { fact: 'health' }] }, 'queries.1.fact: facts are watched over the socket /live, not asked'],
      [{ fact: 'campaign' }, 'fact: facts are watched over the socket /live, not asked for here'],
      [null, 'expected a query with "metrics" and "window", or {"queries": […]}, got null'],
      [undefined, 'expected a query with "metrics" and "window", or {"queries": […]}, got nothing'],
      [[query], 'expected a query with "metrics" and "window", or {"queries": […]}, got a list'],
    ];
    for (const [body, sentence] of cases) {
      const answer = await all.server.ask<Problem>('POST', '/api/query', body);
      expect(answer.body.detail).toContain(sentence);
      expect(answer.status).toBe(400);
    }
  });

  test('with a key that reaches into prototypes, in another charset or of no JSON are refused for what they are', async () => {
    const send = async (body: string, type = 'application/json') => {
      const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': type };
      const answer = await fetch(`${all.server.url}/api/query`, { method: 'POST', headers, body });
      return (await answer.json()) as Problem;
    };
    expect(await send('{"metrics":["gmv"],"window":"today","filter":{"__proto__":["a"]}}')).toMatchObject({
      code: 'request',
      path: 'filter.__proto__',
      detail: 'filter.__proto__: the key __proto__ is not allowed; leave it out',
    });
    expect(await send('{"metrics":')).toMatchObject({
      code: 'body',
      detail: 'The JSON ends too early, at position 11.',
    });
    expect(await send('{}', 'application/json; charset=gbk')).toMatchObject({
      status: 415,
      detail: 'content-type: expected charset utf-8, got gbk; send the body in UTF-8.',
    });
    expect(await send('{}', 'text/plain')).toMatchObject({
      status: 415,
      detail: 'content-type: expected application/json, got text/plain.',
    });
  });

  test('for a campaign that does not exist are refused by its name', async () => {
    for (const [path, more] of [
      ['window', { window: 'campaign:nope' }],
      ['compare', { compare: 'campaign:nope' }],
    ] as const) {
      const query = { metrics: ['gmv'], window: 'today', ...more };
      const { status, body } = await all.server.ask<Problem>('POST', '/api/query', query);
      expect([status, body.code, body.path]).toEqual([400, 'window', path]);
      expect(body.detail).toBe(`${path}: there is no campaign "nope"; expected one that GET /api/campaigns lists.`);
    }
  });

  test('are explained by the catalogue', async () => {
    const { body } = await all.server.ask<{ metrics: Record<string, unknown>[]; digits: number }>(
      'GET',
      '/api/metrics',
    );
    expect(body.digits).toBe(2);
    const gmv = body.metrics.find(({ id }) => id === 'gmv');
    expect(Object.keys(gmv ?? {}).sort()).toEqual(['counts', 'dimensions', 'exact', 'id', 'names', 'unit']);
  });
});

describe('campaigns', () => {
  const campaign: Campaign = {
    id: 'eleven',
    names: { en: 'Eleven' },
    start: now - 10 * MINUTE,
    end: now + 60 * MINUTE,
    phases: [],
    milestones: [10_000, 99_999_999],
  };

  test('are saved, listed, read, replaced and removed', async () => {
    const { ask } = all.server;
    expect((await ask('PUT', '/api/campaigns/eleven', campaign)).status).toBe(201);
    expect(await ask('PUT', '/api/campaigns/eleven', campaign)).toMatchObject({ status: 200, body: campaign });
    expect((await ask('GET', '/api/campaigns')).body).toEqual({ campaigns: [campaign] });
    expect((await ask('GET', '/api/campaigns/eleven')).body).toEqual(campaign);
    const reading = (await ask<Reading>('POST', '/api/query', { metrics: ['gmv'], window: 'campaign' })).body;
    expect([reading.from, reading.groups['']?.values.gmv]).toEqual([campaign.start, 89_700]);
    expect((await ask('DELETE', '/api/campaigns/eleven')).status).toBe(204);
    expect((await ask('GET', '/api/campaigns/eleven')).status).toBe(404);
  });

  test('off the minute, without an end or under another name are refused with the field', async () => {
    const put = async (change: object, id = 'eleven') =>
      (await all.server.ask<Problem>('PUT', `/api/campaigns/${id}`, { ...campaign, ...change })).body;
    expect(await put({ start: now + 1 })).toMatchObject({ code: 'request', path: 'start' });
    expect(await put({ end: campaign.start })).toMatchObject({ path: 'end', detail: 'end: must be after start' });
    expect(await put({}, 'twelve')).toMatchObject({ path: 'id' });
    const seconds = 'start: looks like seconds; send milliseconds';
    expect(await put({ start: campaign.start / 1_000 })).toMatchObject({ path: 'start', detail: seconds });
    const zone = /^start: expected a time with its zone such as .*, got "2026-11-11T00:00:00"$/;
    expect(await put({ start: '2026-11-11T00:00:00' })).toMatchObject({ detail: expect.stringMatching(zone) });
  });
});

describe('the ledgers', () => {
  test('list rejected events redacted, once per content, the newest first and in pages', async () => {
    const bad = order({ amount: 299, buyer: 'Li Lei', phone: '13800000000' });
    await all.server.post([bad, bad, order({ type: 'order.lost' })]);
    await all.server.post(bad);
    interface Page {
      entries: { code: string; path: string; event: Record<string, unknown>; recorded: number }[];
      next?: string;
    }
    const first = (await all.server.ask<Page>('GET', '/api/dead-letters?limit=1')).body;
    expect(first.entries).toMatchObject([{ code: 'type', path: 'type' }]);
    const second = (await all.server.ask<Page>('GET', `/api/dead-letters?limit=1&cursor=${first.next}`)).body;
    expect(second.entries).toMatchObject([{ code: 'money', event: { amount: 299 } }]);
    expect(second.next).toBeUndefined();
    expect(JSON.stringify([first, second])).not.toMatch(/Li Lei|13800000000/);
    expect((await all.server.ask('GET', '/api/dead-letters?cursor=nonsense')).status).toBe(400);
  });

  test('list what was voided, orders and credit notes, once', async () => {
    const voided = (more: object) => ({
      type: 'order.voided',
      id: `v-${JSON.stringify(more)}`,
      at: Date.now(),
      ...more,
    });
    await all.server.post([voided({ order: 'mistake' }), voided({ order: 'mistake' }), voided({ refund: 'note' })]);
    await eventually(async () => {
      const { body } = await all.server.ask<{ entries: Record<string, unknown>[] }>('GET', '/api/voided');
      expect(body.entries.map(({ order: one, refund }) => one ?? refund).sort()).toEqual(['mistake', 'note']);
      expect(Object.keys(body.entries[0] ?? {}).sort()).toEqual(
        ['at', 'entry', 'recorded', body.entries[0]?.order ? 'order' : 'refund'].sort(),
      );
    }, 10_000);
  });

  test('hold late events with their reason, and give them whole as NDJSON', async () => {
    await all.server.post([order({ at: now + 86_400_000 }), order({ at: now - 31 * 86_400_000 })]);
    const { body, headers } = await all.server.ask<string>('GET', '/api/late', undefined, {
      accept: 'application/x-ndjson',
    });
    expect(headers.get('content-disposition')).toBe('attachment; filename="late.ndjson"');
    const rows = body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { reason: string; at: number });
    expect(rows.map(({ reason }) => reason).sort()).toEqual(['future', 'too_old']);
    expect((await all.server.ask('GET', '/api/conflicts')).status).toBe(200);
  });
});

describe('people with redis-cli', () => {
  test('find the merged numbers in plain hashes, each with its asOf', async () => {
    const store = all.redis.connect();
    await eventually(async () => {
      expect(await store.hgetall('tw:now:today')).toMatchObject({ gmv: '89700', paid_orders: '3' });
      expect(await store.hgetall('tw:now:1h:shop')).toMatchObject({ 'outlet.gmv': '59800', 'flagship.gmv': '29900' });
    }, 4_000);
    await eventually(async () => {
      for (const key of ['today', '1h:channel', 'campaign', 'stock', 'today:region', 'today:category'])
        expect(Number(await store.hget(`tw:now:${key}`, 'asOf'))).toBeGreaterThan(now - MINUTE);
    }, 4_000);
    const first = await store.hget('tw:now:today', 'asOf');
    await eventually(async () => expect(await store.hget('tw:now:today', 'asOf')).not.toBe(first), 4_000);
  });
});

describe('operations', () => {
  test('tell Prometheus what was counted where', async () => {
    await eventually(async () => {
      const { body } = await all.server.ask<string>('GET', '/metrics');
      for (const line of [
        /^tidewall_events_accepted_total 6$/m,
        /^tidewall_events_applied_total 6$/m,
        /^tidewall_events_rejected_total\{code="money"\} 3$/m,
        /^tidewall_events_late_total\{reason="future"\} 1$/m,
        /^tidewall_source_silence_seconds\{source="test"\} \d/m,
        /^tidewall_partition_lag_seconds\{partition="3"\} \d/m,
        /^tidewall_memory_free_bytes \d/m,
        /^tidewall_screens 0$/m,
        /^tidewall_accepted_to_sent_seconds_count \d/m,
      ])
        expect(body).toMatch(line);
    });
  });

  test('describe the API in OpenAPI, made of the schemas that check it, with a page to read', async () => {
    const { body } = await all.server.ask<{ paths: Record<string, Record<string, unknown>> }>(
      'GET',
      '/api/openapi.json',
    );
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/api/events', '/api/query', '/api/campaigns/{id}', '/api/late', '/api/layouts/{id}']),
    );
    expect(JSON.stringify(body.paths['/api/query'])).toContain('"24h"');
    const page = await all.server.ask<string>('GET', '/api');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.body).toContain('/api/campaigns/{id}');
    expect(page.body).not.toMatch(/<script|https?:\/\//);
  });

  test('give layouts and their schema', async () => {
    const { body } = await all.server.ask<{ layouts: { id: string }[] }>('GET', '/api/layouts');
    expect(body.layouts.map(({ id }) => id)).toContain('promotion');
    expect((await all.server.ask('GET', '/api/layouts/promotion')).body).toMatchObject({
      id: 'promotion',
      schemaVersion: 1,
    });
    expect((await all.server.ask('GET', '/api/layouts/..%2Fpackage')).status).toBe(404);
    expect((await all.server.ask('GET', '/schemas/layout.json')).body).toMatchObject({ type: 'object' });
  });
});
