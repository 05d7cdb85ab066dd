// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Component } from 'vue';
import type { Locale } from '../../../screen/format.ts';
import { chartOption as donutOption, type Slice } from '../../../screen/widgets/donut/chart.ts';
import { WIDGETS } from '../../../screen/widgets/index.ts';
import { widthOf } from '../../../screen/widgets/width.ts';
import type { Watched } from '../../../stream/contract/query.ts';
import type { Answer } from '../../../stream/contract/reading.ts';
import { palette } from '../../support/palette.ts';

const zh: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const now = Date.UTC(2026, 10, 10, 13, 12, 36);

/** A widget as a wall draws it, of these answers to these queries. */
async function draw(type: string, queries: readonly Watched[], answers: readonly Answer[], more: object = {}) {
  const widget = WIDGETS.get(type);
  if (!widget) throw new Error(type);
  const { default: view } = (await widget.view()) as { default: Component };
  const { options = {}, freshness = { kind: 'live', seconds: 0 }, locale = zh } = more as Record<string, object>;
  const { width, height } = (more as { size?: { width: number; height: number } }).size ?? widget.sizes.usual;
  return mount(view, {
    props: {
      ...{ queries, answers, options: widget.options.parse(options), freshness, locale, now, theme: 'tide' },
      ...{ size: { width, height, scale: 1 }, title: '', note: '' },
    },
  });
}
const reading = (groups: Record<string, Record<string, number>>): Answer => ({
  ...{ from: now - 60_000, to: now, asOf: now, partial: false },
  groups: Object.fromEntries(Object.entries(groups).map(([key, values]) => [key, { values }])),
});

/** happy-dom has no canvas, and no server for the map: it stays away. */
beforeAll(() => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  const nothing: unknown = new Proxy(() => ({ width: 10 }), { get: (_, name) => (name === 'dpr' ? 1 : nothing) });
  HTMLCanvasElement.prototype.getContext = vi.fn(() => nothing) as never;
});

test('bars that have no room for all give up their share, then their track, never their value', async () => {
  const query: Watched = { metrics: ['gmv'], by: 'shop', window: 'today' };
  const answer = reading({ a: { gmv: 123_456_789_012_345 }, b: { gmv: 200_000_000_000_00 } });
  const parts = async (width: number) => {
    const shown = await draw('bars', [query], [answer], { size: { width, height: 120 } });
    return [shown.text().includes('12,345.67亿'), shown.find('.track').exists(), shown.find('.share').exists()];
  };
  expect([await parts(600), await parts(420), await parts(380)]).toEqual([
    [true, true, true],
    [true, true, false],
    [true, false, false],
  ]);
});

test('what a KPI is compared with stands below a figure that leaves no room beside it', async () => {
  const query: Watched = { metrics: ['gmv'], window: 'today', compare: 'yesterday' };
  const place = async (gmv: number, width: number) => {
    const answer = { ...reading({}), groups: { '': { values: { gmv }, baseline: { gmv: 100 } } } };
    const shown = await draw('kpi', [query], [answer], { options: { line: 'beside' }, size: { width, height: 87 } });
    return shown.classes()[0];
  };
  expect([await place(500_00, 608), await place(123_456_789_012_345, 288)]).toEqual(['beside', 'below']);
});

test('a ticker that is late gives its last cell to what says so', async () => {
  const row = (at: number) => ({ at, amount: 100_00, channel: 'tmall', shop: 's', region: 'CN-GD' });
  const rows = Object.fromEntries([1, 2, 3, 4, 5].map((at) => [`k${at}`, row(at)]));
  const cells = async (freshness: object) =>
    (await draw('ticker', [{ fact: 'orders', top: 5 }], [{ rows }], { freshness })).findAll('.cell').length;
  expect(await cells({ kind: 'live', seconds: 0 })).toBe(5);
  expect(await cells({ kind: 'late', seconds: 6 })).toBe(4);
  expect(await cells({ kind: 'held', seconds: 60 })).toBe(4);
});

test('a change in place of a number stays in its box, however large it is, and is full size where it fits', async () => {
  const query: Watched = { metrics: ['gmv'], window: 'campaign', compare: 'previous' };
  const templates = [298, 280, 240];
  for (const [gmv, before] of [
    [587_900, 1_000],
    [9_999_999_900, 1],
    [118_300, 100_000],
  ] as const)
    for (const width of templates)
      for (const language of ['zh-CN', 'en'] as const) {
        const group = { values: { gmv }, baseline: { gmv: before } };
        const answer = { ...reading({}), groups: { '': group } } as Answer;
        const shown = await draw('kpi', [query], [answer], {
          ...{ options: { show: 'change', size: 'large' }, size: { width, height: 142 } },
          locale: { ...zh, language },
        });
        const turned = shown.get('.turned');
        const scale = Number(/scale\((.*?)\)/.exec(turned.attributes('style') ?? '')?.[1] ?? 1);
        // The triangle and its margin are .84 of the letters' height.
        expect(scale * (widthOf(turned.text(), 72) + 0.84 * 72)).toBeLessThanOrEqual(width + 1e-6);
        if (gmv === 118_300 && width === 298) expect(scale).toBe(1);
        shown.unmount();
      }
});

describe('how long stock lasts', () => {
  const query: Watched = {
    metrics: ['stock_cover_minutes', 'stock_available'],
    by: 'sku',
    window: '15m',
    sort: 'stock_cover_minutes',
  };
  const answer = (minutes: number, available = 438) =>
    reading({ a: { stock_cover_minutes: minutes, stock_available: available } });

  test('is said in the same units by a table as by the stock cover', async () => {
    const columns = { columns: [{ metric: 'stock_cover_minutes', form: 'badge', width: 88 }] };
    for (const [minutes, said] of [
      [0, '售罄'],
      [29.9, '29 分'],
      [150, '2 小时'],
      [4_400, '3 天'],
    ] as const) {
      const cover = await draw('stock-cover', [query], [answer(minutes)]);
      const table = await draw('table', [query], [answer(minutes)], { options: columns });
      expect([cover.find('b').text(), table.find('.badge').text()]).toEqual([said, said]);
    }
  });

  test('stands beside a stock that is written short before it pushes the name away, with the exact one to hover', async () => {
    const left = async (available: number) => {
      const shown = (await draw('stock-cover', [query], [answer(40, available)])).find('.left');
      return [shown.text(), shown.attributes('data-exact')];
    };
    expect(await left(99_999)).toEqual(['余 99,999 件', '99,999']);
    expect(await left(12_345_678)).toEqual(['余 1,234万 件', '12,345,678']);
  });
});

test('a table names its columns above their figures, and leaves the room for it', async () => {
  const query: Watched = { metrics: ['gmv', 'paid_orders'], by: 'channel', window: 'campaign' };
  const many = reading(Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`c${n}`, { gmv: n, paid_orders: n }])));
  const table = async (head?: object) => {
    const column = (metric: string, width: number) => ({ metric, width, ...(head ? { head } : {}) });
    const columns = [column('gmv', 150), column('paid_orders', 90)];
    return draw('table', [query], [many], { options: { columns, rows: 9 } });
  };
  const plain = await table();
  expect([plain.findAll('.row').length, plain.findAll('.heads').length]).toEqual([4, 0]);
  const named = await table({ 'zh-CN': '列', en: 'Column' });
  const widths = (of: string) => named.findAll(of).map((one) => (one.element as HTMLElement).style.width);
  expect(named.findAll('.row').length).toBe(3);
  expect(widths('.heads span')).toEqual(['150px', '90px']);
  expect(named.find('.heads').text()).toBe('列列');
  const unchosen = await draw('table', [query], [many]);
  expect(unchosen.findAll('.heads span').map((one) => one.text())).toEqual(['成交额', '支付订单数']);
});

test('each of several lines says at its end which colour it has', async () => {
  const series = (value: number) => ({ values: { gmv: value }, series: { gmv: { [now - 60_000]: value } } });
  const answer = { ...reading({}), groups: { a: series(5), b: series(9), c: series(7) } } as Answer;
  const query: Watched = { metrics: ['gmv'], by: 'channel', window: '1h', step: '1m' };
  const shown = await draw('trend', [query], [answer], { options: { cumulative: true } });
  const colours = shown.findAll('span.line i').map((one) => one.attributes('style'));
  expect(new Set(colours).size).toBe(3);
  const alone = { ...answer, groups: { '': series(5) } } as Answer;
  const { by: _, ...whole } = query as { by: string };
  expect((await draw('trend', [whole as Watched], [alone])).findAll('span.line i').length).toBe(0);
});

test('a map says what its dots are: new orders, or what has just grown; nothing where there are none', async () => {
  const by: Watched = { metrics: ['gmv'], by: 'region', window: 'campaign' };
  const orders: Watched = { fact: 'orders', top: 5 };
  const dots = async (queries: Watched[], options: object = {}) => {
    const answers = queries.map((one) => ('fact' in one ? { rows: {} } : reading({ 'CN-GD': { gmv: 5 } })));
    const shown = await draw('china-map', queries, answers as Answer[], { options });
    return shown.find('.legend .dot').exists() ? shown.find('.legend .dot').text() : undefined;
  };
  expect(await dots([by])).toBe('刚有新增');
  expect(await dots([by, orders])).toBe('新订单');
  expect(await dots([by], { pulses: false })).toBeUndefined();
});

test('a large number of a ratio is its percent, never how many wholes it has', async () => {
  const query: Watched = { metrics: ['payment_rate'], window: 'today' };
  const size = { width: 600, height: 160 };
  const shown = await draw('flip-number', [query], [reading({ '': { payment_rate: 0.891 } })], { size });
  expect(shown.get('.number').attributes('data-exact')).toBe('89.1%');
  const { style } = shown.get('.plain').element as HTMLElement;
  expect([shown.get('.plain > .unit').text(), shown.findAll('.tile').length]).toEqual(['%', 3]);
  expect(193 * Number(/[\d.]+/.exec(style.transform)?.[0])).toBeLessThanOrEqual(size.height + 1e-6);
});

test('a phase leaves its day out before it cuts its name', async () => {
  const DAY = 86_400_000;
  const phases = (names: string[]) =>
    names.map((name, index) => ({ id: name, names: { en: name }, start: now + index * DAY }));
  const rail = async (...names: string[]) => {
    const campaign = { id: 'c', names: {}, start: now, end: now + 9 * DAY, phases: phases(names), milestones: [] };
    const shown = await draw('phases', [{ fact: 'campaign' }], [{ campaign, passed: {} }]);
    return shown.findAll('li').map((one) => [one.get('.name').attributes('title'), one.findAll('p > span').length]);
  };
  expect(await rail('预热', '开门红')).toEqual([
    ['预热', 1],
    ['开门红', 1],
  ]);
  const long = '一个名字特别长特别长特别长特别长特别长的阶段，谁也写不下的那一种';
  expect(await rail('预热', long)).toEqual([
    ['预热', 1],
    [long, 0],
  ]);
});

test('what runs out in days says the day, a pulse of money is written in money, a ratio has no shares', async () => {
  const sku: Watched = { metrics: ['units', 'stock_cover_minutes', 'stock_available'], by: 'sku', window: '15m' };
  const cover = { units: 1, stock_cover_minutes: 3 * 1_440, stock_available: 288 };
  expect((await draw('next-out', [sku], [reading({ S1: cover })])).find('.until').text()).toBe('预计 11/13 售罄');
  const gmv: Watched = { metrics: ['gmv'], window: '15m', step: '1s' };
  const seconds = Object.fromEntries(
    [3, 4, 5, 6, 7].map((ago) => [(Math.floor(now / 1_000) - ago + 1) * 1_000, 123_456]),
  );
  const money: Answer = {
    ...{ from: now - 900_000, to: now, asOf: now, partial: false },
    groups: { '': { values: { gmv: 617_280 }, series: { gmv: seconds } } },
  };
  expect((await draw('pulse', [gmv], [money])).find('.rate b').text()).toBe('1,234 元');
  const aov: Watched = { metrics: ['aov'], by: 'channel', window: 'today' };
  const shares = await draw('share', [aov], [reading({ tmall: { aov: 300 }, jd: { aov: 100 } })]);
  expect(shares.text()).toContain('没有构成');
  expect(shares.text()).not.toContain('75.0');
  const net: Watched = { metrics: ['net_sales'], by: 'channel', window: '5m' };
  const refunded = await draw('share', [net], [reading({ tmall: { net_sales: 300 }, jd: { net_sales: -100 } })]);
  expect(refunded.text()).toContain('有负值');
  const few = await draw('share', [gmv], [reading({ tmall: { gmv: 9_999 }, jd: { gmv: 1 } })]);
  expect(few.findAll('.cell b').map((one) => one.text())).toEqual(['100.0%', '0.01%']);
});

describe('the labels of a donut', () => {
  const slice = (name: string, share: string, amount: string): Slice => ({
    ...{ key: name, name, value: 10, share, amount, rest: false },
  });
  const written = (width: number, slices: Slice[]) => {
    const { series } = donutOption(slices, { width, height: 300, hollow: true }, palette) as {
      series: [{ data: { label: { formatter: string } }[] }];
    };
    return series[0].data.map(({ label }) => label.formatter.replace(/\{\w+\|([^}]*)\}/g, '$1').split('\n'));
  };

  test('leave an amount out before they cut it, and never a share', () => {
    const long = [slice('天猫', '36.8%', '¥1,234,567,890.12'), slice('京东', '20.6%', '1.21亿')];
    expect(written(1_200, long).map(([figures]) => figures)).toEqual(['36.8% ¥1,234,567,890.12', '20.6% 1.21亿']);
    expect(written(520, long).map(([figures]) => figures)).toEqual(['36.8%', '20.6% 1.21亿']);
  });

  test('hold a name with the braces that styles are written in', () => {
    const [[, name] = []] = written(900, [slice('{限时}耳机 {b}', '36.8%', '1.21亿')]);
    expect(name).toBe('｛限时｝耳机 ｛b｝');
  });

  test('fit beside the ring', () => {
    for (const width of [520, 600, 900])
      for (const [figures = '', name = ''] of written(width, [slice('Xiaohongshu flagship', '100.0%', '123.4M')])) {
        const room = width / 2 - Math.max(60, Math.min(138, width / 2 - 200)) - 28;
        expect(widthOf(figures, 22)).toBeLessThanOrEqual(room);
        expect(widthOf(name, 22)).toBeLessThanOrEqual(room);
      }
  });
});

test('no name of a product turns the figure beside it round', async () => {
  const sku: Watched = { metrics: ['units', 'stock_cover_minutes', 'stock_available'], by: 'sku', window: '15m' };
  const answer = reading({ '\u202eA-1': { units: 9, stock_cover_minutes: 40, stock_available: 400 } });
  for (const type of ['stock-cover', 'stock-time', 'next-out', 'ranking', 'table'])
    expect([type, (await draw(type, [sku], [answer])).text().includes('\u202e')]).toEqual([type, false]);
});

test('a curve of products is named by their titles, and no name turns its figure round', async () => {
  const at = now - (now % 60_000) - 60_000;
  const line = (gmv: number, title?: string) => ({
    values: { gmv },
    series: { gmv: { [at]: gmv } },
    ...(title ? { title } : {}),
  });
  const answer: Answer = {
    ...{ from: now - 3_600_000, to: now, asOf: now, partial: false },
    groups: { 'A-1': line(34_500, '跑鞋'), '\u202eB-2': line(12_300) },
  };
  const query: Watched = { metrics: ['gmv'], by: 'sku', window: '1h', step: '1m' };
  const shown = (await draw('trend', [query], [answer], { options: { cumulative: true } })).text();
  expect(shown).toMatch(/跑鞋 345/);
  expect(shown).toMatch(/B-2 123/);
  expect(shown).not.toContain('\u202e');
});

test('a curve that there is none of says what helps, where there is a total', async () => {
  const query: Watched = { metrics: ['gmv'], window: 'campaign', step: '1m' };
  const shown = async (values: Record<string, number>) =>
    (await draw('trend', [query], [reading({ '': values })])).text();
  expect(await shown({ gmv: 500 })).toMatch(/^—.*步长/);
  expect(await shown({})).toMatch(/^—$/);
});
