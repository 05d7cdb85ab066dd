import { describe, expect, test } from 'vitest';
import { Placed } from '../../../layouts/document.ts';
import { narrow } from '../../../screen/wall/narrow.ts';
import { type Prepared, prepare } from '../../../screen/wall/prepare.ts';
import { WIDGETS } from '../../../screen/widgets/index.ts';

const place = (type: string, query: object | undefined, options: object = {}) =>
  prepare(
    Placed.parse({ id: 'a', type, box: { x: 0, y: 0, width: 600, height: 300 }, ...(query ? { query } : {}), options }),
    WIDGETS,
  ) as Prepared;
const gmv = { metrics: ['gmv'], window: 'campaign' };
const params = { channel: { drill: 'shop' as const }, region: { drill: 'shop' as const } };
const tmall = { channel: 'tmall' };

describe('a page on which a channel is picked', () => {
  test('shows its plain numbers for that channel alone', () => {
    expect(narrow(place('kpi', gmv), tmall, params)).toMatchObject({
      effect: 'narrowed',
      queries: [{ ...gmv, filter: { channel: ['tmall'] } }],
    });
  });

  test('goes from the channels to the shops of that one', () => {
    expect(narrow(place('bars', { ...gmv, by: 'channel' }), tmall, params)).toMatchObject({
      effect: 'drilled',
      queries: [{ ...gmv, by: 'shop', filter: { channel: ['tmall'] } }],
    });
  });

  test('goes on showing all channels, to pick another, where there is nothing to go down to', () => {
    const one = narrow(place('bars', { ...gmv, by: 'channel' }), tmall, { channel: {} });
    expect([one.effect, one.picks, one.queries]).toEqual(['picker', 'channel', [{ ...gmv, by: 'channel' }]]);
  });

  test('leaves whole what cannot be filtered by it: the target, stock, what the server would refuse', () => {
    const pace = place('pace', { ...gmv, step: '1m', compare: 'previous' });
    const cover = place('table', { metrics: ['stock_cover_minutes'], by: 'sku', window: '15m' });
    const trend = place('trend', { ...gmv, step: '1m' });
    const goals = ['progress', 'gauge'].map((type) => narrow(place(type, gmv), tmall, params));
    for (const one of goals) expect(one).toMatchObject({ effect: 'whole', queries: [gmv, { fact: 'campaign' }] });
    expect([pace, cover].map((one) => narrow(one, tmall, params).effect)).toEqual(['whole', 'whole']);
    expect(narrow(trend, { region: 'CN-GD' }, params)).toMatchObject({ effect: 'whole', queries: trend.queries });
  });

  test('shows no product of a channel for a span that is not whole days', () => {
    const hot = (window: string) => narrow(place('ranking', { metrics: ['gmv'], by: 'sku', window }), tmall, params);
    expect([hot('campaign').effect, hot('today').effect]).toEqual(['whole', 'narrowed']);
  });

  test('draws no target of the whole beside the part', () => {
    const trend = place('trend', { ...gmv, step: '1m' }, { cumulative: true, target: true });
    expect(narrow(trend, tmall, params)).toMatchObject({ effect: 'narrowed', options: { target: false } });
  });

  test('does not touch what asks for nothing, and filters the orders of the ticker', () => {
    expect(narrow(place('clock', undefined), tmall, params).effect).toBe('none');
    const ticker = narrow(place('ticker', { fact: 'orders', top: 5 }), tmall, params);
    expect(ticker.queries).toEqual([{ fact: 'orders', top: 5, filter: { channel: ['tmall'] } }]);
  });

  test('never widens a filter that the layout has', () => {
    const one = place('kpi', { ...gmv, filter: { channel: ['jd'] } });
    expect(narrow(one, tmall, params)).toMatchObject({ effect: 'whole', queries: one.queries });
  });
});

test('nothing picked, nothing changed; a click picks only by what the page names', () => {
  const one = place('bars', { ...gmv, by: 'channel' });
  expect(narrow(one, {}, params)).toMatchObject({ effect: 'none', picks: 'channel', queries: one.queries });
  expect(narrow(one, {}, {}).picks).toBeUndefined();
});
