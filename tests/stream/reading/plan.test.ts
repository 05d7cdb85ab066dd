import { describe, expect, test } from 'vitest';
import { Failure, type FailureCode } from '../../../stream/contract/failure.ts';
import type { Query } from '../../../stream/contract/query.ts';
import { plan } from '../../../stream/reading/plan.ts';

const refusal = (query: Partial<Query>) => {
  const planned = plan({ metrics: ['gmv'], window: 'today', ...query });
  return planned instanceof Failure ? planned : undefined;
};
const day = { from: '2026-11-01T00:00:00+08:00', to: '2026-11-02T00:00:00+08:00' };

const REFUSED: [name: string, query: Partial<Query>, code: FailureCode, path: string, sentence: RegExp][] = [
  [
    'an unknown metric',
    { metrics: ['gmv', 'gvm'] },
    'metric',
    'metrics.1',
    /"gvm" is not a metric; GET \/api\/metrics/,
  ],
  ['a sort by what was not asked for', { sort: 'units' }, 'metric', 'sort', /expected one of gmv\. Add it to metrics/],
  [
    'orders by category',
    { metrics: ['orders'], by: 'category' },
    'dimension',
    'by',
    /orders has no category; expected one of channel/,
  ],
  [
    'average order value by SKU',
    { metrics: ['aov'], filter: { sku: ['a'] } },
    'dimension',
    'filter.sku',
    /aov has no sku/,
  ],
  ['buyers by tag', { metrics: ['buyers'], by: 'tag' }, 'dimension', 'by', /expected one of channel, shop, region/],
  ['stock by shop', { metrics: ['stock_on_hand'], by: 'shop' }, 'dimension', 'by', /expected one of sku/],
  [
    'region by category',
    { by: 'region', filter: { category: ['tea'] } },
    'combination',
    'filter.category',
    /region and category are not counted together/,
  ],
  ['sku with shop', { by: 'sku', filter: { shop: ['flagship'] } }, 'combination', 'filter.shop', /Leave shop out/],
  ['sku with tag', { by: 'tag', filter: { sku: ['a'] } }, 'combination', 'by', /sku and tag are not counted together/],
  [
    'sku with channel in a rolling window',
    { by: 'sku', filter: { channel: ['jd'] }, window: '1h' },
    'combination',
    'window',
    /in whole days only; expected today/,
  ],
  [
    'sku with channel in hours',
    { by: 'channel', filter: { sku: ['a'] }, step: '1h' },
    'combination',
    'step',
    /expected 1d, or no step/,
  ],
  [
    'buyers by region of one channel',
    { metrics: ['buyers'], by: 'region', filter: { channel: ['jd'] } },
    'combination',
    'filter.channel',
    /buyers are counted by region alone/,
  ],
  [
    'buyers of a minute',
    { metrics: ['buyers'], window: '1m' },
    'window',
    'window',
    /buyers are not counted in 1m and 5m; expected 15m/,
  ],
  ['buyers in steps of 5 minutes', { metrics: ['buyers'], step: '5m' }, 'window', 'step', /expected 15m, 1h or 1d/],
  [
    'seconds by region',
    { by: 'region', window: '5m', step: '1s' },
    'window',
    'step',
    /1s is kept by channel and shop only/,
  ],
  ['seconds of a day', { step: '1s' }, 'window', 'step', /expected a window of 1m, 5m or 15m/],
  [
    'minutes of a day by region',
    { by: 'region', step: '5m' },
    'window',
    'step',
    /kept for the last hour by these dimensions/,
  ],
  ['an empty span', { window: { from: 10, to: 10 } }, 'window', 'window', /expected "from" before "to"/],
  [
    'more points than a chart can show',
    { window: { from: 0, to: 864_000_000 }, step: '1m' },
    'window',
    'step',
    /more than 11000 points/,
  ],
  [
    'a line of a day for a thousand SKUs',
    { metrics: ['gmv', 'units'], by: 'sku', window: '24h', step: '15m', top: 1000 },
    'window',
    'step',
    /192000 values and is answered up to 100000; expected a smaller top/,
  ],
];

const TAKEN: [name: string, query: Partial<Query>][] = [
  ['channel and shop with region', { by: 'region', filter: { channel: ['jd'], shop: ['a'] } }],
  ['channel and shop with category', { by: 'shop', filter: { channel: ['jd'], category: ['tea'] } }],
  ['channel and shop with tag', { by: 'channel', filter: { tag: ['live'], shop: ['a'] } }],
  ['sku with channel in a day', { by: 'sku', filter: { channel: ['jd'] }, window: day, step: '1d' }],
  ['buyers by region', { metrics: ['buyers'], by: 'region', filter: { region: ['CN-GD'] }, step: '1h' }],
  ['stock of one SKU in any window', { metrics: ['stock_on_hand'], filter: { sku: ['a'] }, window: '1m', step: '1s' }],
  ['stock of every SKU, whatever the step', { metrics: ['stock_on_hand'], by: 'sku', step: '1m' }],
  [
    'stock beside a line for each of a hundred SKUs',
    { metrics: ['units', 'stock_on_hand'], by: 'sku', window: '24h', step: '15m', compare: 'yesterday', top: 500 },
  ],
  ['minutes of an hour by SKU', { by: 'sku', window: '1h', step: '1m' }],
  ['seconds of a quarter of an hour', { by: 'shop', window: '15m', step: '1s' }],
];

describe('a query is refused for', () => {
  test.each(REFUSED)('%s', (_, query, code, path, sentence) => {
    const failure = refusal(query);
    expect(failure?.code).toBe(code);
    expect(failure?.path).toBe(path);
    expect(failure?.message).toMatch(sentence);
    expect(failure?.message.startsWith(`${path}:`)).toBe(true);
    expect(failure?.status).toBe(400);
  });
});

describe('a query is taken that combines', () => {
  test.each(TAKEN)('%s', (_, query) => expect(refusal(query)).toBeUndefined());
});

test('a region is filtered by the name under which it is counted', () => {
  const planned = plan({ metrics: ['gmv'], window: 'today', filter: { region: ['HK', 'CN-GD', 'GB', 'unknown'] } });
  const filter = planned instanceof Failure ? undefined : planned.filter.get('region');
  expect([...(filter ?? [])]).toEqual(['CN-HK', 'CN-GD', 'GB', 'unknown']);
});
