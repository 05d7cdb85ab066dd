import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../screen/format.ts';
import { type Alert, alertsIn, type Strip, turn } from '../../../screen/widgets/alert-strip/alerts.ts';
import { sentence } from '../../../screen/widgets/alert-strip/sentence.ts';
import { assetPath, IMAGES } from '../../../screen/widgets/assets.ts';
import { line } from '../../../screen/widgets/badge/line.ts';
import { faces, isZone } from '../../../screen/widgets/clock/zones.ts';
import { spark } from '../../../screen/widgets/kpi/spark.ts';
import { linesOf } from '../../../screen/widgets/rich-title/lines.ts';
import type { Reading } from '../../../stream/contract/reading.ts';

const zh: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const en: Locale = { ...zh, language: 'en' };

describe('clocks of several zones', () => {
  test('are called by their label or city, and name the day where it is another one', () => {
    const zones = [{ timezone: 'Asia/Shanghai', label: { 'zh-CN': '上海' } }, { timezone: 'America/New_York' }];
    const home = { timezone: 'Asia/Shanghai', language: 'zh-CN' as const };
    expect(faces(zones, Date.UTC(2026, 10, 10, 17), home, false)).toEqual([
      { label: '上海', time: '01:00:00', day: '' },
      { label: 'New York', time: '12:00:00', day: '11月10日 周二' },
    ]);
  });

  test('refuse a zone that nobody knows', () => {
    expect([isZone('Europe/London'), isZone('Mars/Olympus')]).toEqual([true, false]);
  });
});

test('a rich title stands in the language of the wall, line by line, or is the title', () => {
  const part = (text: { 'zh-CN'?: string; en?: string }, line = false) => ({ text, role: 'quiet' as const, line });
  const segments = [part({ 'zh-CN': '大促', en: 'Sale' }), part({ 'zh-CN': '战情' }, true)];
  expect(linesOf(segments, 't', 'en')).toEqual([
    [{ words: 'Sale', role: 'quiet' }],
    [{ words: '战情', role: 'quiet' }],
  ]);
  expect(linesOf([], '标题', 'zh-CN')).toEqual([[{ words: '标题', role: 'strong' }]]);
  expect(linesOf([], '', 'zh-CN')).toEqual([]);
});

test('only uploaded files are loaded', () => {
  const path = assetPath(IMAGES);
  const hash = 'ab'.repeat(32);
  expect(path.safeParse(`/assets/${hash}.png`).success).toBe(true);
  for (const wrong of [
    `https://a.b/${hash}.png`,
    `/assets/${hash}.html`,
    `/assets/../${hash}.png`,
    `/assets/${hash}.png?x`,
  ])
    expect(`${wrong} ${path.safeParse(wrong).success}`).toBe(`${wrong} false`);
});

describe('the alert strip', () => {
  const stock = (rows: Record<string, [cover: number | undefined, available: number]>): Reading => ({
    ...{ from: 0, to: 1, asOf: 1, partial: false },
    groups: Object.fromEntries(
      Object.entries(rows).map(([sku, [cover, available]]) => [
        sku,
        {
          values: { stock_available: available, ...(cover === undefined ? {} : { stock_cover_minutes: cover }) },
          title: sku,
        },
      ]),
    ),
  });
  const keysOf = (alerts: readonly Alert[]) => alerts.map(({ key }) => key);

  test('is about what runs out first, and about a drift before that', () => {
    const reading = stock({ a: [9.9, 5], b: [3, 5], c: [10, 5], d: [undefined, 0], '…': [1, 1] });
    expect(keysOf(alertsIn([reading, { rehearsal: false, drift: 7 }], 10))).toEqual(['drift', 'stock b', 'stock a']);
    expect(alertsIn([undefined, { rehearsal: false }, { rehearsal: false, drift: 0 }], 10)).toEqual([]);
  });

  test('shows each alert for its time, once, until it was calm for a while', () => {
    const alerts = alertsIn([stock({ a: [2, 5], b: [3, 5] })], 10);
    const shown = (strip: Strip) => strip.shown?.key;
    let strip = turn(undefined, alerts, 0, 30_000);
    expect(shown(strip)).toBe('stock a');
    strip = turn(strip, alerts, 29_000, 30_000);
    expect([shown(strip), strip.since]).toEqual(['stock a', 0]);
    strip = turn(strip, alerts, 30_000, 30_000);
    expect([shown(strip), strip.since]).toEqual(['stock b', 30_000]);
    strip = turn(strip, alerts.slice(0, 1), 40_000, 30_000);
    expect(shown(strip)).toBeUndefined();
    strip = turn(strip, alerts, 100_000, 30_000);
    expect(shown(strip)).toBeUndefined();
    strip = turn(turn(strip, [], 400_000, 30_000), alerts, 401_000, 30_000);
    expect(shown(strip)).toBe('stock a');
  });

  test('says what, when, and by what evidence', () => {
    const alert: Alert = { kind: 'stock', key: 'k', sku: 's', title: '云感跑鞋', cover: 6.44, available: 438 };
    expect(sentence(alert, zh)).toEqual({
      kind: '即将断货',
      object: '云感跑鞋',
      consequence: '6 分钟后售罄',
      evidence: '余 438 件 · 每分钟 68 件',
    });
    expect(sentence({ ...alert, cover: 0, available: 0 }, en)).toMatchObject({ kind: 'Sold out', object: '云感跑鞋' });
    expect(sentence({ kind: 'drift', key: 'drift', drift: -7, at: undefined }, zh)).toMatchObject({
      consequence: '差 −0.07 元',
      evidence: '',
    });
  });
});

describe('the badge', () => {
  const now = 1_000_000_000;

  test('tells the age of the last event, and silence when it is too old', () => {
    expect(line({ rehearsal: false, lastEventAt: now - 2_000 }, now, 120, zh)).toEqual({
      last: '末单 2 秒前',
      recount: '尚未核对',
      silent: false,
    });
    expect(line({ rehearsal: false, lastEventAt: now - 492_000 }, now, 120, zh)).toMatchObject({
      last: '静默 8 分 12 秒',
      silent: true,
    });
  });

  test('knows nothing without a fact', () => {
    expect(line(undefined, now, 120, en)).toEqual({ last: '', recount: '', silent: false });
  });
});

describe('a sparkline', () => {
  const reading = (series: Record<string, number>, to: number): Reading => ({
    ...{ from: 0, to, asOf: to, partial: false },
    groups: { '': { values: {}, series: { gmv: series } } },
  });

  test('leaves the running bucket out, and takes nothing for zero only where it is a sum', () => {
    const sums = spark(reading({ 0: 10, 120000: 20, 180000: 1 }, 190_000), 'gmv', '1m', 'money');
    expect(sums).toEqual([
      [
        [0, 0.5],
        [0.5, 1],
        [1, 0],
      ],
    ]);
    const ratios = spark(reading({ 0: 10, 120000: 20 }, 180_000), 'gmv', '1m', 'ratio');
    expect(ratios.map((piece) => piece.length)).toEqual([1, 1]);
  });

  test('of days stays up when the clock is set forward: a day of 23 hours is a day', () => {
    const days = [7, 8, 9, 10].map((day) => Date.UTC(2026, 2, day, day > 8 ? 4 : 5));
    const [piece] = spark(
      reading(Object.fromEntries(days.map((at) => [at, 10])), Date.UTC(2026, 2, 11, 5)),
      'gmv',
      '1d',
      'money',
    );
    expect(piece?.map(([, y]) => y)).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  test('is no line without two points, and a level one when nothing moved', () => {
    expect(spark(undefined, 'gmv', '1m', 'money')).toEqual([]);
    expect(spark(reading({ 0: 10 }, 60_000), 'gmv', '1m', 'money')).toEqual([]);
    expect(spark(reading({ 0: 10, 60000: 10 }, 120_000), 'gmv', '1m', 'money')).toEqual([
      [
        [0, 0.5],
        [1, 0.5],
      ],
    ]);
  });
});
