import { describe, expect, test } from 'vitest';
import { Placed } from '../../../layouts/document.ts';
import { adapted, fits, impossible, stepFor, unanswered, WINDOWS } from '../../../screen/editor/offering.ts';
import { asking, queryOf, tidy } from '../../../screen/editor/querying.ts';
import { sentence } from '../../../screen/editor/queryWords.ts';
import { linesOfSeveral, tableOf } from '../../../screen/editor/readingTable.ts';
import type { Widget } from '../../../screen/widgets/define.ts';
import { WIDGETS } from '../../../screen/widgets/index.ts';
import { DIMENSIONS, type Query } from '../../../stream/contract/query.ts';
import type { Reading } from '../../../stream/contract/reading.ts';
import { METRICS } from '../../../stream/metrics/catalogue.ts';
import { refuse } from '../../../stream/metrics/refuse.ts';

const widget = (type: string) => WIDGETS.get(type) as Widget;
const box = { x: 0, y: 0, width: 600, height: 300 };
const gmv: Query = { metrics: ['gmv'], by: 'channel', window: 'campaign', compare: 'previous' };

describe('a query', () => {
  test('loses what hangs on a part that goes', () => {
    expect(tidy({ ...gmv, top: 5, sort: 'gmv', by: undefined })).toEqual({
      metrics: ['gmv'],
      window: 'campaign',
      compare: 'previous',
    });
    expect(tidy({ ...gmv, sort: 'units', filter: { channel: [] } })).toEqual(gmv);
  });

  test('is that of the layout, else the one its widget asks by itself, else none', () => {
    const placed = (type: string, more = {}) => Placed.parse({ id: 'a', type, box, ...more });
    expect(queryOf(placed('bars', { query: gmv }), widget('bars'))).toEqual(gmv);
    expect(queryOf(placed('stock-cover'), widget('stock-cover'))?.metrics).toContain('stock_cover_minutes');
    expect(queryOf(placed('clock'), widget('clock'))).toBeUndefined();
    expect(queryOf(placed('ticker', { query: { fact: 'orders' } }), widget('ticker'))).toBeUndefined();
  });

  test('takes with it what counts the same, and drops an option that named what is gone', () => {
    const queries = widget('pulse').asks?.first;
    const placed = Placed.parse({
      id: 'a',
      type: 'pulse',
      box,
      queries,
      options: { metric: 'paid_orders', seconds: 90 },
    });
    const asked = asking(placed, widget('pulse'), { metrics: ['units'], window: '15m', step: '1s' });
    expect(asked.queries).toMatchObject([
      { metrics: ['units'] },
      { metrics: ['units'], step: '1m', compare: 'yesterday' },
    ]);
    expect(asked.options).toEqual({ seconds: 90 });
  });

  test('is said as a sentence, in both languages', () => {
    const said = (language: 'zh-CN' | 'en') =>
      sentence(gmv, new Map(), language)
        .map(({ text }) => text)
        .join('');
    expect(said('zh-CN')).toBe('本次活动的成交额，按渠道拆开，和对照活动同一时刻比');
    expect(said('en')).toBe('GMV, this campaign, split by channel, compared with baseline campaign, same moment');
  });
});

describe('what is offered', () => {
  test('says why not exactly where the server refuses, for every metric, split and window', () => {
    for (const { id } of METRICS)
      for (const by of [undefined, ...DIMENSIONS])
        for (const window of WINDOWS) {
          const query = tidy({ metrics: [id], by, window });
          expect([query, unanswered(query) !== undefined]).toEqual([query, refuse(query) !== undefined]);
        }
  });

  test('are the widgets that draw a query, each with a query of its own that the server answers', () => {
    for (const { id } of METRICS)
      for (const fit of fits({ metrics: [id], window: 'today' }, WIDGETS).filter(({ why }) => !why)) {
        expect(refuse(fit.query)).toBeUndefined();
        expect(impossible(fit.widget, fit.query)).toBeUndefined();
      }
    const types = (query: Query) => fits(query, WIDGETS).flatMap(({ type, why }) => (why ? [] : [type]));
    expect(types({ metrics: ['aov'], window: 'campaign' })).toEqual(expect.arrayContaining(['kpi', 'trend', 'gauge']));
    expect(types({ metrics: ['aov'], window: 'campaign' })).not.toContain('bars');
    expect(types(gmv)).toEqual(expect.arrayContaining(['bars', 'ranking', 'donut', 'table']));
    expect(types(gmv)).not.toContain('china-map');
  });

  test('adds the step and the comparison that a widget needs, and leaves out what it does not draw', () => {
    expect(adapted({ metrics: ['gmv'], window: 'today' }, widget('pace'))).toMatchObject({
      step: '5m',
      compare: 'previous',
    });
    expect(adapted({ ...gmv, step: '1m' }, widget('donut'))).toEqual({
      metrics: ['gmv'],
      by: 'channel',
      window: 'campaign',
    });
    for (const window of WINDOWS) {
      const step = stepFor({ metrics: ['gmv'], by: 'region', window });
      expect([window, step && refuse({ metrics: ['gmv'], by: 'region', window, step })]).toEqual([window, undefined]);
    }
  });
});

describe('the table of a reading', () => {
  const locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' } as const;
  const group = (value: number, then: number) => ({ values: { gmv: value }, baseline: { gmv: then } });
  const reading = (groups: Reading['groups']): Reading => ({ from: 0, to: 1, asOf: 1, partial: false, groups });

  test('has a line a group, what it was, and a total that is their sum', () => {
    const groups = { tmall: group(300_00, 200_00), jd: group(100_00, 200_00) };
    const table = tableOf(reading(groups), gmv, locale, 1);
    expect(table.lines.map(({ name, cells, before, change }) => [name, cells[0]?.full, before, change?.text])).toEqual([
      ['天猫', '300.00', '200.00 元', '50.0%'],
      ['合计', '400.00', '400.00 元', '0.0%'],
    ]);
    expect(table.more).toBe(1);
  });

  test('counts what is left out by name: the remainder is none of them, and is in the total', () => {
    const keys = Array.from({ length: 10 }, (_, index) => `s${index}`);
    const groups = Object.fromEntries([...keys, '…'].map((key) => [key, group(100_00, 100_00)]));
    const table = tableOf(reading(groups), { ...gmv, by: 'shop', top: 10 }, locale, 8);
    expect([table.lines.length, table.lines.at(-1)?.cells[0]?.full, table.more]).toEqual([9, '1,100.00', 2]);
    expect(tableOf(reading(groups), { ...gmv, by: 'shop', top: 10 }, locale, 10).more).toBe(0);
  });

  test('makes up no figure: what is unknown is —, and rates have no total', () => {
    expect(tableOf(undefined, { metrics: ['gmv'], window: 'today' }, locale, 8).lines[0]?.cells[0]?.text).toBe('—');
    const rates = { tmall: { values: { refund_rate: 0.1 } }, jd: { values: {} } };
    const table = tableOf(reading(rates), { metrics: ['refund_rate'], by: 'channel', window: 'today' }, locale, 8);
    expect(table.lines.map(({ name, cells }) => [name, cells[0]?.text])).toEqual([
      ['天猫', '10.0%'],
      ['京东', '—'],
    ]);
  });

  test('of several has a line each: what groups come to, or the first where they come to nothing', () => {
    const gmvs = { query: gmv, answer: reading({ tmall: group(300_00, 1), jd: group(100_00, 1) }) };
    const rates = { tmall: { values: { refund_rate: 0.1 } }, jd: { values: { refund_rate: 0.3 } } };
    const refunded: Query = { metrics: ['refund_rate'], by: 'channel', window: 'today' };
    const asked = [gmvs, { query: refunded, answer: reading(rates) }, { query: refunded, answer: undefined }];
    expect(linesOfSeveral(asked, locale).map(({ name, cells }) => [name, cells[0]?.text])).toEqual([
      ['成交额 · 渠道', '400.00 元'],
      ['退款率 · 京东', '30.0%'],
      ['退款率 · 渠道', '—'],
    ]);
  });
});
