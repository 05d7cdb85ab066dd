import { describe, expect, test } from 'vitest';
import { leftOf, outlook } from '../../../screen/widgets/next-out/next.ts';
import { covers, coverText, leftText } from '../../../screen/widgets/stock-cover/cover.ts';
import { AXIS, along, soldOutAt } from '../../../screen/widgets/stock-time/axis.ts';
import type { Reading } from '../../../stream/contract/reading.ts';

const reading = (rows: Record<string, [minutes: number | undefined, available: number | undefined]>): Reading => ({
  ...{ from: 0, to: 1, asOf: 1, partial: false },
  groups: Object.fromEntries(
    Object.entries(rows).map(([key, [minutes, available]]) => [
      key,
      {
        values: {
          ...(minutes === undefined ? {} : { stock_cover_minutes: minutes }),
          ...(available === undefined ? {} : { stock_available: available }),
        },
      },
    ]),
  ),
});
const said = (minutes: number | undefined, available: number | undefined, language: 'zh-CN' | 'en' = 'zh-CN') => {
  const [cover] = covers(reading({ a: [minutes, available] }), 1);
  return cover && `${coverText(cover, language)} ${cover.urgency}`;
};

describe('the cover of stock', () => {
  test('stands by what runs out first; what nobody bought is behind, what nobody counted is left out', () => {
    const made = covers(reading({ a: [40, 400], b: [undefined, 9], c: [6.4, 438], d: [undefined, undefined] }), 9);
    expect(made.map(({ key }) => key)).toEqual(['c', 'a', 'b']);
    expect(made[0]?.pace).toBeCloseTo(438 / 6.4);
    expect([covers(undefined, 3), covers(reading({}), 3)]).toEqual([[], []]);
  });

  test('says of what was sold beyond what there is that it is oversold, not that less than nothing is left', () => {
    const said = (available: number | undefined) => leftText(available, String, 'zh-CN');
    expect([20, 0, -3, undefined].map(said)).toEqual(['余 20 件', '余 0 件', '超卖 3 件', '余 — 件']);
    expect(leftText(-3, String, 'en')).toBe('3 oversold');
  });

  test('is cut off, never rounded up, and says what is to be done', () => {
    expect([said(9.99, 9), said(10, 9), said(29.99, 9), said(30, 9), said(119.9, 9)]).toEqual([
      ...['9 分 act', '10 分 look', '29 分 look', '30 分 calm', '119 分 calm'],
    ]);
    expect([said(120, 9), said(2_879, 9), said(2_880, 9), said(1e12, 9)]).toEqual([
      ...['2 小时 calm', '47 小时 calm', '2 天 calm', '9,999 天 calm'],
    ]);
    expect([said(6, 9, 'en'), said(undefined, 9), said(0, 0), said(-3, -12, 'en'), said(undefined, 0)]).toEqual([
      ...['6 min act', '— calm', '售罄 act', 'Out act', '售罄 calm'],
    ]);
  });
});

describe('the axis of stock', () => {
  test('has two hours and ends there', () => {
    const length = 1_224 - AXIS.left - AXIS.behind;
    expect([along(-5, 1_224), along(60, 1_224), along(120, 1_224), along(9_999, 1_224), along(60, 100)]).toEqual([
      ...[0, length / 2, length, length, 0],
    ]);
  });

  test('ends a bar at a time of the wall, on another day at a date', () => {
    const now = Date.UTC(2026, 10, 10, 13, 12, 36);
    const at = (minutes: number | undefined) => soldOutAt(minutes, now, 'Asia/Shanghai');
    expect([at(6.4), at(180), at(3_000)]).toEqual(['21:19', '00:12', '11/12']);
    expect([at(undefined), at(0), at(-4), at(1e12), soldOutAt(5, undefined, 'Asia/Shanghai')]).toEqual([
      ...[undefined, undefined, undefined, undefined, undefined],
    ]);
  });
});

describe('the tiles of what runs out next', () => {
  const minutes = (count: number) => {
    const { large, small, scale } = leftOf(count * 60_000);
    return `${large} ${small} ${scale}`;
  };

  test('count on beyond 99 hours, in days and hours', () => {
    expect([minutes(-1), minutes(59.99), minutes(60), minutes(47 * 60 + 59)]).toEqual([
      ...['0 0 minutes', '59 59 minutes', '1 0 hours', '47 59 hours'],
    ]);
    expect([minutes(48 * 60), minutes(101 * 60 + 7), minutes(99 * 1_440)]).toEqual([
      '2 0 days',
      '4 5 days',
      '99 0 days',
    ]);
  });

  test('never stand still: what lasts longer than they can say does not run out', () => {
    expect(outlook(reading({ a: [99 * 1_440, 9], b: [99 * 1_440 + 1, 9] }))?.next?.key).toBe('a');
    expect(outlook(reading({ b: [99 * 1_440 + 1, 9] }))).toMatchObject({ next: undefined, known: 1, soon: 0 });
  });
});
