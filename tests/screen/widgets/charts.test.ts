import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readable } from '../../../screen/chart/colour.ts';
import type { Locale } from '../../../screen/format.ts';
import { bucketsOf } from '../../../screen/widgets/buckets.ts';
import { chartOption as columnsOption } from '../../../screen/widgets/columns/chart.ts';
import { columnsOf } from '../../../screen/widgets/columns/columns.ts';
import { hintOf } from '../../../screen/widgets/columns/hint.ts';
import { startOf } from '../../../screen/widgets/donut/chart.ts';
import { folded } from '../../../screen/widgets/folded.ts';
import { stepsOf } from '../../../screen/widgets/funnel/steps.ts';
import { progressOf, readGoal } from '../../../screen/widgets/gauge/progress.ts';
import { chartOption as fieldOption } from '../../../screen/widgets/heat-map/chart.ts';
import { fieldOf, stepOf } from '../../../screen/widgets/heat-map/field.ts';
import { ranked } from '../../../screen/widgets/rows.ts';
import { squares } from '../../../screen/widgets/treemap/squares.ts';
import { wholeOf } from '../../../screen/widgets/whole.ts';
import { cut, widthOf } from '../../../screen/widgets/width.ts';
import type { Query } from '../../../stream/contract/query.ts';
import type { Group, Reading } from '../../../stream/contract/reading.ts';
import { palette } from '../../support/palette.ts';
import { seeded } from '../../support/seed.ts';

const zh: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const HOUR = 3_600_000;
const from = Date.UTC(2026, 10, 10, 12);
const group = (gmv: number, ...hours: number[]): Group => ({
  values: { gmv },
  series: { gmv: Object.fromEntries(hours.map((value, hour) => [from + hour * HOUR, value])) },
});
const reading = (groups: Record<string, Group>): Reading => ({
  ...{ from, to: from + 2.5 * HOUR, asOf: from + 2.5 * HOUR, partial: false },
  groups,
});
const hourly: Query = { metrics: ['gmv'], by: 'channel', window: 'campaign', step: '1h' };
const three = reading({ jd: group(60, 10, 20, 30), tmall: group(900, 300, 300, 300), '…': group(5, 5) });

describe('groups as parts', () => {
  test('add up to the same whole however few are shown', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1e12 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 2, max: 8 }),
        (values, count) => {
          const groups = Object.fromEntries(values.map((value, index) => [`c${index}`, group(value, value)]));
          const rows = folded(ranked(reading(groups), 'gmv'), 'gmv', count);
          expect(rows.length).toBeLessThanOrEqual(count);
          expect(rows.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(
            values.reduce((sum, value) => sum + value, 0),
          );
        },
      ),
      seeded(100),
    );
  });

  test('are none for a ratio, below zero or when there is nothing, and say why', () => {
    expect(wholeOf(reading({ jd: { values: { refund_rate: 0.2 } } }), 'refund_rate', 6, 'en')).toMatch(
      /does not add up/,
    );
    expect(wholeOf(reading({ jd: group(-5) }), 'gmv', 6, 'en')).toMatch(/below zero/);
    expect(wholeOf(reading({}), 'gmv', 6, 'en')).toMatch(/Nothing/);
    expect(wholeOf(undefined, 'gmv', 6, 'en')).toBeUndefined();
  });

  test('of what is nearly all of a donut stands at its right, where its label has room for both lines', () => {
    const slice = { key: 'a', name: '天猫', share: '', amount: '', rest: false };
    const of = (...values: number[]) => Math.round(startOf(values.map((value) => ({ ...slice, value }))));
    expect([of(40, 30, 30), of(75, 25), of(100), of(80, 20), of(10, 90)]).toEqual([90, 90, 180, 144, 198]);
  });

  test('fill a treemap without a gap and in proportion', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 40 }), (values) => {
        const sorted = values.sort((a, b) => b - a);
        const sum = sorted.reduce((total, value) => total + value, 0);
        squares(sorted, 600, 300).forEach(({ x, y, width, height }, index) => {
          expect((width * height) / 180_000).toBeCloseTo((sorted[index] as number) / sum, 6);
          expect(x + width).toBeLessThan(600.01);
          expect(y + height).toBeLessThan(300.01);
        });
      }),
      seeded(100),
    );
  });
});

describe('columns', () => {
  const options = { stacked: false, labels: true, columns: 12, series: 5 };

  test('stand for every hour up to now, also those in which nothing was sold', () => {
    expect(bucketsOf(three, '1h', 400)).toEqual([from, from + HOUR, from + 2 * HOUR]);
    expect(bucketsOf(reading({ jd: group(10, 10) }), '1h', 400)).toHaveLength(3);
    expect(bucketsOf(three, '1h', 2)).toEqual([from + HOUR, from + 2 * HOUR]);
  });

  test('reach as high as their stack', () => {
    const made = columnsOf(three, hourly, { ...options, stacked: true }, zh);
    expect(made?.series.map(({ name }) => name)).toEqual(['天猫', '京东', '其余']);
    expect([made?.max, made?.stacked]).toEqual([330, true]);
    expect(columnsOf(three, hourly, options, zh)?.max).toBe(300);
  });

  test('say in words which day each is, or which moment, with its day where that is not the newest', () => {
    const said = (step: '1d' | '1h' | '1s', ...times: number[]) => {
      const series = { gmv: Object.fromEntries(times.map((at) => [at, 100])) };
      const to = Math.max(...times) + 1;
      const answer = {
        ...{ from: Math.min(...times), to, asOf: to, partial: false },
        groups: { '': { values: {}, series } },
      };
      const made = columnsOf(answer, { metrics: ['gmv'], window: 'today', step }, options, zh);
      return made && hintOf(made, zh).split('\n');
    };
    const midnight = Date.UTC(2026, 10, 10, 16);
    expect(said('1d', midnight - 24 * HOUR, midnight)).toEqual(['11/10 1.00', '11/11 1.00']);
    expect(said('1h', midnight - HOUR, midnight)).toEqual(['11月10日 23:00 1.00', '00:00 1.00']);
    expect(said('1s', midnight, midnight + 1_000)).toEqual(['00:00:00 1.00', '00:00:01 1.00']);
  });

  test('never stack what does not add up', () => {
    const rates = reading({ jd: { values: { refund_rate: 0.1, payment_rate: 0.9 } } });
    const made = columnsOf(
      rates,
      { metrics: ['refund_rate', 'payment_rate'], window: 'today' },
      { ...options, stacked: true },
      zh,
    );
    expect([made?.stacked, made?.series.length]).toEqual([false, 2]);
  });

  test('say — where a value is unknown, and name no colour of their own', () => {
    const made = columnsOf(
      reading({ jd: group(60), tmall: { values: { gmv: 1 } } }),
      { ...hourly, step: undefined },
      options,
      zh,
    );
    if (!made?.series[0]) throw new Error('there are no columns');
    made.series[0].values[1] = undefined;
    const drawn = JSON.stringify(columnsOption(made, { width: 600, height: 300, locale: zh, labels: true }, palette));
    expect(drawn).toContain('"—"');
    for (const colour of drawn.match(/#[0-9a-f]{3,8}/gi) ?? []) expect(colour).toMatch(/^#0000/);
  });
});

describe('a gauge', () => {
  test('reads its goal exactly in the unit of its metric', () => {
    expect(readGoal('1234567890123.45'.slice(2), 'money', 2)).toBe(34_567_890_123_45);
    expect([readGoal('0.95', 'ratio', 2), readGoal('120000', 'count', 2), readGoal('1.5', 'count', 2)]).toEqual([
      0.95,
      120_000,
      undefined,
    ]);
    expect(readGoal('1.234', 'money', 2)).toBeUndefined();
  });

  test('measures only GMV against the target of a campaign, and makes no goal up', () => {
    expect(progressOf('gmv', 50, undefined, 200)).toEqual({ value: 50, goal: 200, share: 0.25 });
    expect(progressOf('paid_orders', 50, undefined, 200).goal).toBeUndefined();
    expect(progressOf('gmv', undefined, 100, undefined).share).toBeUndefined();
    expect(progressOf('gmv', 50, 0, undefined).share).toBeUndefined();
  });
});

test('a funnel compares each step with the one before, and knows no rate of nothing', () => {
  const steps = stepsOf(['orders', 'paid_orders', 'refunds'], { orders: 200, paid_orders: 150 });
  expect(steps.map(({ width, rate }) => [width, rate])).toEqual([
    [1, undefined],
    [0.75, 0.75],
    [0, undefined],
  ]);
});

describe('a heat map', () => {
  test('has a row a group and a cell an hour, the unknown left out', () => {
    const field = fieldOf(three, hourly, 'gmv', 8, 'zh-CN');
    expect(field?.rows.map(({ name, values }) => [name, values])).toEqual([
      ['天猫', [300, 300, 300]],
      ['京东', [10, 20, 30]],
      ['其余', [5, 0, 0]],
    ]);
    if (!field) throw new Error('there is no field');
    const setting = { width: 600, height: 200, locale: zh, unit: 'money' as const, labels: true };
    const [series] = (fieldOption(field, setting, palette) as { series: { data: unknown[] }[] }).series;
    expect(series?.data).toHaveLength(9);
  });

  test('steps from nothing to the most, and below zero apart', () => {
    expect([0, 1, 25, 100].map((value) => stepOf(value, 100, 6))).toEqual([0, 1, 3, 5]);
    expect([stepOf(-1, 100, 6), stepOf(0, 0, 6)]).toEqual([-1, 0]);
  });
});

test('texts are cut to their room and never left as a single letter', () => {
  expect(cut('云感气垫跑鞋', 20, 200)).toBe('云感气垫跑鞋');
  expect(widthOf(cut('云感气垫跑鞋', 20, 90), 20)).toBeLessThanOrEqual(90);
  expect(cut('云感气垫跑鞋', 20, 40)).toBe('');
});

test('what is written on a colour is the ink that reads best on it', () => {
  expect(readable('#2f7fc4', ['#f3f6fa', '#080e18'])).toBe('#080e18');
  expect(readable('#16233a', ['#f3f6fa', '#080e18'])).toBe('#f3f6fa');
});
