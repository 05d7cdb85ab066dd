import { expect, test } from 'vitest';
import { dayOf } from '../../../screen/editor/querying/spans.ts';

const HOUR = 3_600_000;

test('a day is a whole one, also where the clock is set forward at midnight and it begins at one', () => {
  const lengthOf = (day: string, timezone: string) => {
    const span = dayOf(day, timezone);
    return span && (Number(span.to) - Number(span.from)) / HOUR;
  };
  expect(lengthOf('2026-11-11', 'Asia/Shanghai')).toBe(24);
  expect(['2026-04-23', '2026-04-24', '2026-04-25'].map((day) => lengthOf(day, 'Africa/Cairo'))).toEqual([24, 23, 24]);
  expect(lengthOf('2026-10-25', 'Europe/Berlin')).toBe(25);
});
