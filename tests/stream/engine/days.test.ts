import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../../stream/contract/settings.ts';
import { Days } from '../../../stream/engine/days.ts';

const utc = (text: string) => Date.parse(text);

describe('business days', () => {
  test.each([
    ['Asia/Shanghai', '2026-11-11T15:59:59.999Z', '2026-11-10T16:00:00Z', '2026-11-11T16:00:00Z'],
    ['Asia/Kolkata', '2026-11-11T18:30:00Z', '2026-11-11T18:30:00Z', '2026-11-12T18:30:00Z'],
    ['Europe/London', '2026-03-29T22:59:59Z', '2026-03-29T00:00:00Z', '2026-03-29T23:00:00Z'],
    ['Europe/London', '2026-10-25T23:30:00Z', '2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z'],
    ['America/New_York', '2026-03-08T12:00:00Z', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
    ['America/New_York', '2026-11-01T12:00:00Z', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
  ])('of %s around %s', (zone, at, start, next) => {
    const days = new Days(zone);
    expect(days.start(utc(at))).toBe(utc(start));
    expect(days.next(utc(start))).toBe(utc(next));
    expect(days.shift(utc(next), -1)).toBe(utc(start));
  });

  test('are 23, 24 or 25 hours long over daylight saving', () => {
    const days = new Days('Europe/London');
    const length = (text: string) => (days.next(days.start(utc(text))) - days.start(utc(text))) / 3_600_000;
    expect(length('2026-03-29T12:00:00Z')).toBe(23);
    expect(length('2026-06-01T12:00:00Z')).toBe(24);
    expect(length('2026-10-25T12:00:00Z')).toBe(25);
  });

  test('begin at the first instant of a day whose midnight does not exist', () => {
    // Clocks in Beirut went from 00:00 to 01:00 on 30 March 2025.
    const days = new Days('Asia/Beirut');
    expect(days.start(utc('2025-03-30T10:00:00Z'))).toBe(utc('2025-03-29T22:00:00Z'));
    expect(days.next(utc('2025-03-29T22:00:00Z'))).toBe(utc('2025-03-30T21:00:00Z'));
  });

  test.each(['Asia/Shanghai', 'Asia/Kolkata', 'Europe/London', 'America/New_York', 'Pacific/Apia', 'UTC'])(
    'of %s tile two years without a gap, on whole quarter hours',
    (zone) => {
      const days = new Days(zone);
      let start = days.start(utc('2025-01-01T00:00:00Z'));
      for (let count = 0; count < 730; count++) {
        const next = days.next(start);
        expect(start % 900_000).toBe(0);
        expect(next).toBeGreaterThan(start);
        expect(days.start(start)).toBe(start);
        expect(days.start(next - 1)).toBe(start);
        expect(days.start(next)).toBe(next);
        start = next;
      }
      expect(days.shift(start, -730)).toBe(days.start(utc('2025-01-01T00:00:00Z')));
      expect(Math.abs(start - utc('2027-01-01T00:00:00Z'))).toBeLessThan(DAY_MS);
    },
  );

  test('answer the same whatever was asked before', () => {
    const days = new Days('America/New_York');
    for (let at = utc('2026-10-30T00:00:00Z'); at < utc('2026-11-05T00:00:00Z'); at += 1_234_567)
      expect(days.start(at)).toBe(new Days('America/New_York').start(at));
  });
});
