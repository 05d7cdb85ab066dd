import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../screen/format.ts';
import { ease, goal, roll, tiles, widthOf as tilesWidth } from '../../../screen/widgets/flip-number/tiles.ts';
import { type Fact, facts } from '../../../screen/widgets/pace/facts.ts';
import { widget as paceWidget } from '../../../screen/widgets/pace/index.ts';
import { isOver, pace } from '../../../screen/widgets/pace/pace.ts';
import { rail } from '../../../screen/widgets/phases/rail.ts';
import { draw, pulse } from '../../../screen/widgets/pulse/bars.ts';
import { headline } from '../../../screen/widgets/title/headline.ts';
import { widthOf } from '../../../screen/widgets/width.ts';
import { seeded } from '../../support/seed.ts';

const zh: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const en: Locale = { ...zh, language: 'en' };
const read = (row: ReturnType<typeof tiles>) =>
  row.map((tile) => (tile.kind === 'digit' ? tile.digit : tile.text)).join('');

describe('the flip number', () => {
  test.each([
    [328_645_917_42, '3亿2864万5917元'],
    [100_000_000_00, '1亿0000万0000元'],
    [9_999_00, '9999元'],
    [42, '0元'],
    [-386_000_00, '−38万6000元'],
    [1_268_435_210_906_42, '1万亿2684亿3521万0906元'],
  ])('in Chinese %d fen stand as %s', (value, expected) => {
    expect(read(tiles(value, 'money', zh))).toBe(expected);
  });

  test('in English thousands are grouped by commas, and other currencies carry their symbol', () => {
    expect(read(tiles(328_645_917_42, 'money', en))).toBe('¥328,645,917');
    expect(read(tiles(1_234_567, 'count', en))).toBe('1,234,567');
    expect(read(tiles(1_234_567, 'money', { ...zh, currency: 'GBP', digits: 3 }))).toBe('£1234');
  });

  test('an absent number has no tiles, and no zero', () => {
    expect(tiles(undefined, 'money', zh)).toEqual([]);
    expect(tiles(Number.NaN, 'money', zh)).toEqual([]);
  });

  test('nine digits fill the hero exactly, and a tile keeps its place while the number grows', () => {
    expect(tilesWidth(tiles(328_645_917_00, 'money', zh))).toBe(1224);
    const place = (value: number) =>
      tiles(value, 'money', zh).find((tile) => tile.kind === 'digit' && tile.place === 0);
    expect(place(9_99900)?.place).toBe(place(123_456_78900)?.place);
    const keys = tiles(1_268_435_210_906_42, 'money', zh).map((tile) => `${tile.kind}${tile.place}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('a tile always rolls upward, by less than a turn, onto its digit', () => {
    const property = fc.property(
      fc.double({ min: 0, max: 10, noNaN: true }),
      fc.integer({ min: 0, max: 9 }),
      (from, digit) => {
        const to = goal(from, digit);
        expect(to % 10).toBe(digit);
        expect(to - from).toBeGreaterThanOrEqual(-1e-6);
        expect(to - from).toBeLessThan(10 + 1e-6);
      },
    );
    fc.assert(property, seeded(100));
    expect([ease(0), ease(1)]).toEqual([0, 1]);
    for (let time = 0; time < 1; time += 0.05) expect(ease(time + 0.05)).toBeGreaterThan(ease(time));
  });
});

test('a tile of a countdown rolls by the shorter way: from second to second never through nine other digits', () => {
  for (let digit = 0; digit < 10; digit += 1) {
    expect(goal(digit, (digit + 9) % 10, true)).toBe(digit - 1);
    expect(goal(digit, (digit + 1) % 10, true)).toBe(digit + 1);
  }
  expect(goal(-1, 8, true)).toBe(-2);
  expect(goal(3.4, 3, true)).toBe(3);
});

test('a roll goes one way along its curve, from where the strip stands to the digit, whatever the seam', () => {
  const property = fc.property(
    // A strip stands where a browser says it does: in parts of a pixel, not of an atom.
    fc.integer({ min: -20_000, max: 20_000 }).map((thousandths) => (thousandths + 0.37) / 1_000),
    fc.integer({ min: 0, max: 9 }),
    fc.boolean(),
    (from, digit, either) => {
      const to = goal(from, digit, either);
      const frames = roll(from, to).map(({ offset, transform }) => {
        return { offset, row: (Number(/translateY\((-?[\d.e-]+)%\)/.exec(transform)?.[1]) * -11) / 100 };
      });
      expect([frames[0]?.offset, frames.at(-1)?.offset]).toEqual([0, 1]);
      let position = from;
      frames.forEach(({ offset, row }, index) => {
        expect(row).toBeGreaterThanOrEqual(-1e-9);
        expect(row).toBeLessThanOrEqual(10 + 1e-9);
        const seam = frames[index - 1]?.offset === offset;
        // At the seam the strip shows a 0 before and after: nothing to see.
        if (seam) expect(Math.abs(row - (frames[index - 1]?.row ?? 0))).toBeCloseTo(10, 6);
        else if (index > 0) position += row - (frames[index - 1]?.row ?? 0);
        // Between its frames it goes straight: never a seventh of a row beside the curve.
        expect(Math.abs(position - (from + (to - from) * ease(offset)))).toBeLessThan(0.14);
      });
      expect(position).toBeCloseTo(to, 6);
    },
  );
  fc.assert(property, seeded(100));
});

describe('pace', () => {
  const group = {
    values: { gmv: 330 },
    baseline: { gmv: 200 },
    baselineSeries: { gmv: { 0: 100, 5: 100, 10: 400, 15: 400 } },
  };
  const campaign = { id: 'c', names: {}, start: 0, end: 60_000, phases: [], milestones: [], target: 1_000 };
  const fact = { campaign, passed: { 100: { at: 5, elapsed: 723_000 }, 300: { at: 9, elapsed: 900_000 } } };

  test("measures the target on last time's curve, and goes on in its shape", () => {
    expect(pace(group, 'gmv', fact)).toEqual({
      target: 1_000,
      done: 0.33,
      expected: 0.2,
      lead: 130,
      before: 200,
      gain: 130,
      forecast: 1_650,
      milestone: { amount: 300, elapsed: 900_000 },
    });
  });

  test('forecasts nothing of a campaign that has ended, and says what it came to', () => {
    const [query] = paceWidget.asks?.first ?? [];
    expect([59_999, 60_000].map((now) => isOver(query, fact, now))).toEqual([false, true]);
    expect(isOver({ metrics: ['gmv'], window: 'today' }, fact, 60_000)).toBe(false);
    const made = pace({ values: { gmv: 330 } }, 'gmv', fact, true);
    expect(made).not.toHaveProperty('forecast');
    expect(facts(made, '', '', zh, 288)[2]).toEqual({ label: '收官', figure: '3 元', beside: '达成 33.0%' });
  });

  test('says of a target that is a hair away that it is not reached', () => {
    const [target, , end] = facts({ target: 1_000_000, done: 0.9998, forecast: 999_800 }, '', '', zh, 288);
    expect([target?.label, target?.figure, target?.beside]).toEqual(['目标 1.00万', '99.9%', '完成']);
    expect(end?.beside).toBe('达成 99.9%');
  });

  test('makes nothing up: what cannot be known is absent, and stands as —', () => {
    expect(pace(undefined, 'gmv', undefined)).toEqual({});
    expect(pace({ values: { gmv: 5 } }, 'gmv', { passed: {} })).toEqual({});
    expect(pace({ ...group, baselineSeries: { gmv: {} } }, 'gmv', fact)).not.toHaveProperty('expected');
    for (const one of facts({}, '', '', zh, 288)) expect(one.figure ?? one.change).toBeUndefined();
  });

  test('of anything but GMV has no target, and is written in its own unit', () => {
    const orders = {
      values: { paid_orders: 330 },
      baseline: { paid_orders: 200 },
      baselineSeries: { paid_orders: { 0: 200, 15: 800 } },
    };
    const made = pace(orders, 'paid_orders', fact);
    expect(made).toMatchObject({ before: 200, gain: 130, forecast: 1_650 });
    expect(made).not.toHaveProperty('target');
    const [, gain, forecast] = facts(made, '去年', '去年同刻', zh, 288, 'count');
    expect([gain?.label, gain?.change?.text, forecast?.figure]).toEqual(['较去年同刻 200', '130', '1,650']);
    const ratio = { values: { aov: 9 }, baseline: { aov: 6 }, baselineSeries: { aov: { 0: 6, 5: 7 } } };
    expect(pace(ratio, 'aov', fact)).not.toHaveProperty('forecast');
  });

  test('is told in words', () => {
    const [target, gain, forecast, milestone] = facts(
      {
        target: 1e11,
        done: 0.329,
        lead: -441e6,
        before: 271e8,
        gain: 5_759e6,
        forecast: 1.014e11,
        milestone: { amount: 1e10, elapsed: 723_000 },
      },
      '去年',
      '去年同刻',
      zh,
      288,
    );
    expect(target).toMatchObject({
      label: '目标 10.00亿 · 完成 32.9%',
      beside: '落后节奏',
      change: { direction: 'down', text: '441万' },
    });
    expect(gain).toMatchObject({ label: '较去年同刻 2.71亿', beside: '21.3%', change: { text: '5,759万' } });
    expect(forecast).toMatchObject({ figure: '10.14亿', beside: '达成 101.4%' });
    expect(milestone).toMatchObject({ figure: '破亿', beside: '用时 12 分 03 秒' });
    // Whole or not at all: half a time would be another one.
    const taken = (room: number) =>
      facts({ milestone: { amount: 5e9, elapsed: 3_172_000 } }, '', '', zh, room)[3]?.beside;
    expect([taken(288), taken(157)]).toEqual(['52 分 52 秒', undefined]);
  });
});

test('the facts under the hero fit their cells in both languages, shorter words before cut ones', () => {
  for (const locale of [zh, en])
    for (const amount of [5_000, 1e9, 3_286e8, 98_765e8])
      for (const room of [200, 288]) {
        const made = facts({ target: amount, lead: -amount, forecast: amount * 1.02 }, '去年', '', locale, room);
        for (const { figure, change, beside = '' } of [made[0], made[2]] as Fact[])
          if (/ /.test(beside))
            expect(widthOf(figure ?? change?.text ?? '', 36) + 13 + widthOf(beside, 22)).toBeLessThanOrEqual(room);
      }
  expect(facts({ target: 1e9, forecast: 1.02e9 }, '', '', en, 400)[2]?.beside).toBe('102.0% of target');
  expect(facts({ target: 1e9, forecast: 1.02e9 }, '', '', en, 200)[2]?.beside).toBe('102.0%');
});

describe('the pulse', () => {
  const now = 1_800_000_030_500;
  const second = 1_800_000_030_000;

  test('has sixty seconds, names a mean of whole ones and the peak', () => {
    const beat = pulse(
      { [second]: 3, [second - 1_000]: 9, [second - 2_000]: 20, [second - 6_000]: 10, [second - 500_000]: 40 },
      undefined,
      now,
    );
    expect(beat.bars.length).toBe(60);
    expect(beat.bars.slice(-3)).toEqual([20, 9, 3]);
    expect([beat.rate, beat.peak, beat.before]).toEqual([6, { value: 40, at: second - 500_000 }, undefined]);
  });

  test('splits each bar at what the minute had last time', () => {
    const minute = Math.floor(now / 60_000) * 60_000;
    const beat = pulse({ [second - 1_000]: 10 }, { [minute]: 300 }, now);
    expect(beat.before).toBe(5);
    const bar = draw(beat, 100).at(-2);
    expect(bar?.low.height).toBe(50);
    expect(bar?.high.height).toBe(49);
    expect(draw(beat, 100).at(-3)?.low.height).toBe(0);
  });

  test('has no heights without sales, and no peak', () => {
    const beat = pulse({}, undefined, now);
    expect(beat.peak).toBeUndefined();
    for (const { low, high } of draw(beat, 100)) expect([low.height, high.height]).toEqual([0, 0]);
  });
});

describe('the header', () => {
  const names = (text: string) => ({ 'zh-CN': text });
  const campaign = {
    ...{ id: 'c', names: names('双11'), start: 0, end: 1_000, milestones: [] },
    phases: [
      { id: 'b', names: names('开门红'), start: 200 },
      { id: 'c', names: names('返场'), start: 600 },
    ],
  };

  test('gives the present phase room and fills the rail', () => {
    const made = rail(campaign, 300, 912);
    expect(made.map(({ state }) => state)).toEqual(['done', 'present', 'future']);
    expect(made[1]).toMatchObject({ elapsed: 0.25, end: 600 });
    expect(made[1]?.width).toBeGreaterThanOrEqual(288);
    expect(made.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(912 - 2 * 24);
  });

  test('a campaign without phases is one; before it and after it nothing is present', () => {
    expect(rail({ ...campaign, phases: [] }, 500, 912)).toMatchObject([{ state: 'present', end: 1_000, width: 912 }]);
    expect(rail(campaign, -5, 912).map(({ state }) => state)).toEqual(['future', 'future', 'future']);
    expect(rail(campaign, 2_000, 912).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  });

  test('puts campaign and title on one line only where they fit', () => {
    expect(headline('双11', '战情', 288)).toBe('双11 战情');
    expect(headline('双11全球狂欢节', '大促战情', 288)).toBe('双11全球狂欢节');
    expect(headline('', '战情', 288)).toBe('战情');
  });
});
