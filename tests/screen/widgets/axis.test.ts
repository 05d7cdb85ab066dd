import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../screen/format.ts';
import { axisOf, niceBelow, timesOf } from '../../../screen/widgets/axis.ts';

const zh: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const HOUR = 3_600_000;
const from = Date.UTC(2026, 10, 10, 12);

describe('axes', () => {
  test('have one unit, and grid lines on round numbers', () => {
    const axis = axisOf(1_014_000_000_00, 'money', zh);
    expect([axis.interval, axis.unit, axis.label(axis.interval), axis.label(3_28645_91700, true)]).toEqual([
      5e10,
      '亿元',
      '5',
      '3.28',
    ]);
    expect([0, 15_1544_00, -9_00, 1_000_000_00].map((value) => axis.label(value, true))).toEqual([
      '0.00',
      '<0.01',
      '>−0.01',
      '0.01',
    ]);
    expect(axisOf(0.4, 'ratio', zh)).toMatchObject({ unit: '%', interval: 0.2 });
    expect(axisOf(2_400_000_00, 'money', { ...zh, language: 'en' }).unit).toBe('¥M');
    expect([0.19, 99, 100, 260, 7_000].map(niceBelow)).toEqual([0.1, 50, 100, 250, 5_000]);
  });

  test('write times of the zone on round hours, and midnight at the end as 24:00', () => {
    const evening = Date.UTC(2026, 10, 10, 12);
    expect(timesOf(evening, evening + 4 * HOUR, 'Asia/Shanghai', 4).map(({ label }) => label)).toEqual([
      '20:00',
      '21:00',
      '22:00',
      '23:00',
      '24:00',
    ]);
    expect(timesOf(evening + 60_000, evening + HOUR, 'Asia/Kolkata', 4).map(({ label }) => label)).toEqual([
      '17:45',
      '18:00',
      '18:15',
      '18:30',
    ]);
    expect(timesOf(evening, evening + 72 * HOUR, 'Asia/Shanghai', 4).map(({ label }) => label)).toEqual([
      '11/11',
      '11/12',
      '11/13',
    ]);
  });

  test('name each day once, at its own midnight, over the night in which the clock is set back or forward', () => {
    const midnights = (...days: readonly [month: number, day: number, hour: number][]) =>
      days.map(([month, day, hour]) => Date.UTC(2026, month, day, hour));
    const back = midnights([9, 31, 4], [10, 1, 4], [10, 2, 5], [10, 3, 5]);
    const zone = 'America/New_York';
    expect(timesOf(back[0] as number, (back[3] as number) + HOUR, zone, 4).map(({ at }) => at)).toEqual(back);
    expect(timesOf(back[0] as number, (back[3] as number) + HOUR, zone, 4).map(({ label }) => label)).toEqual([
      '10/31',
      '11/1',
      '11/2',
      '11/3',
    ]);
    const forward = midnights([2, 7, 5], [2, 8, 5], [2, 9, 4], [2, 10, 4]);
    expect(timesOf(forward[0] as number, (forward[3] as number) + HOUR, zone, 4).map(({ at }) => at)).toEqual(forward);
    const hours = timesOf(forward[1] as number, forward[2] as number, zone, 8).map(({ label }) => label);
    expect(hours).toEqual(['00:00', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00', '24:00']);
  });

  test('of three years are as few as have room', () => {
    expect(timesOf(from, from + 3 * 365 * 24 * HOUR, 'UTC', 6).length).toBeLessThanOrEqual(7);
  });
});
