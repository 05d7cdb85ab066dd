import { expect, test } from 'vitest';
import { age, clock, countdown, date, dayKey, dayMark, moment } from '../../../screen/widgets/time.ts';

const at = Date.UTC(2026, 10, 10, 13, 12, 36);

test('a clock reads the zone of the installation', () => {
  expect(clock(at, 'Asia/Shanghai')).toBe('21:12:36');
  expect(clock(at, 'Asia/Kolkata', false)).toBe('18:42');
  expect(clock(Date.UTC(2026, 0, 1, 16), 'Asia/Shanghai')).toBe('00:00:00');
});

test('dates are written as people say them', () => {
  expect(date(at, 'Asia/Shanghai', 'zh-CN')).toBe('11月10日 周二');
  expect(date(at, 'Asia/Shanghai', 'en')).toBe('Tue 10 Nov');
  expect(dayKey(Date.UTC(2026, 10, 10, 16), 'Asia/Shanghai')).toBe('2026-11-11');
  expect(dayMark(Date.UTC(2026, 10, 10, 16), 'Asia/Shanghai')).toBe('11/11');
});

test('ages grow from seconds to days', () => {
  expect([6, 134, 11_100, 352_800].map((seconds) => age(seconds, 'zh-CN'))).toEqual([
    '6 秒',
    '2 分 14 秒',
    '3 小时 05 分',
    '4 天 02 小时',
  ]);
  expect([6, 134, 11_100, -3].map((seconds) => age(seconds, 'en'))).toEqual(['6 s', '2 min 14 s', '3 h 05 min', '0 s']);
});

test('a countdown ends at zero and names its days', () => {
  expect(countdown(10_044_000, 'zh-CN')).toBe('02:47:24');
  expect(countdown(90_061_000, 'en')).toBe('1 d 01:01:01');
  expect(countdown(-5, 'en')).toBe('00:00:00');
});

test('a moment of another day says which', () => {
  const at = Date.parse('2026-11-10T20:00:00+08:00');
  expect(moment(at, 'Asia/Shanghai', 'zh-CN', '2026-11-10')).toBe('20:00');
  expect(moment(at, 'Asia/Shanghai', 'zh-CN', '2026-11-11')).toBe('11月10日 20:00');
  expect(moment(at, 'Asia/Shanghai', 'en', '2026-11-11')).toBe('10 Nov 20:00');
  expect(moment(at, 'Asia/Shanghai', 'en', undefined)).toBe('10 Nov 20:00');
});
