import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInstant } from '../../../stream/contract/instant.ts';
import { seeded } from '../../support/seed.ts';

test('RFC 3339 with an offset is read to the millisecond', () => {
  const noon = Date.UTC(2026, 10, 11, 4);
  for (const text of [
    '2026-11-11T12:00:00+08:00',
    '2026-11-11T04:00:00Z',
    '2026-11-11t04:00:00z',
    '2026-11-11 04:00:00.000Z',
    '2026-11-10T18:30:00-09:30',
  ]) {
    expect(readInstant(text), text).toBe(noon);
  }
  expect(readInstant('2026-11-11T04:00:00.1239Z')).toBe(noon + 123);
  expect(readInstant('2026-11-11T04:00:00.5Z')).toBe(noon + 500);
  expect(readInstant('2026-12-31T23:59:60Z')).toBe(Date.UTC(2027, 0, 1));
  expect(readInstant('2024-02-29T00:00:00Z')).toBe(Date.UTC(2024, 1, 29));
});

test('days that are not, hours that are not, and other forms are refused', () => {
  const wrong = [
    ...[
      '',
      'now',
      '2026-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-00-01T00:00:00Z',
      '2026-11-31T00:00:00Z',
      '1731254400000',
    ],
    ...[
      '2026-11-11T24:00:00Z',
      '2026-11-11T00:60:00Z',
      '2026-11-11T00:00:61Z',
      '2026-11-11T00:00:00.Z',
      '2026-11-11T00:00:00+8:00',
    ],
    ...[
      '2026-11-11T00:00:00+0800',
      '2026-11-11T00:00Z',
      '2026-11-11T00:00:00ZZ',
      '2026/11/11T00:00:00Z',
      '2026-11-11T00:00:00+25:00',
    ],
  ];
  for (const text of wrong) expect(readInstant(text), text).toBe('at');
  for (const other of [Number.NaN, 1.5e12 + 0.5, 1e16, null, {}, [], true]) expect(readInstant(other)).toBe('at');
});

test('without a zone, and in seconds, it says so', () => {
  expect(readInstant('2026-11-11T00:00:00')).toBe('at_zone');
  expect(readInstant('2026-11-11T00:00:00.123')).toBe('at_zone');
  for (const seconds of [1_731_254_400, 1_731_254_400.25, 0, -1, 99_999_999_999])
    expect(readInstant(seconds)).toBe('at_seconds');
  expect(readInstant(100_000_000_000)).toBe(100_000_000_000);
});

test('it agrees with the calendar of the language', () => {
  const moments = fc.date({ min: new Date(0), max: new Date('2399-12-31T23:59:59Z'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, fc.integer({ min: -14 * 60, max: 14 * 60 }), (moment, offset) => {
      expect(readInstant(moment.toISOString())).toBe(moment.getTime());
      const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, -1);
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
        String(part).padStart(2, '0'),
      );
      expect(readInstant(`${local}${offset < 0 ? '-' : '+'}${hours}:${minutes}`)).toBe(moment.getTime());
    }),
    seeded(1_000),
  );
});
