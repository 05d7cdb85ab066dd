import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../screen/format.ts';
import { aim } from '../../../screen/widgets/countdown/aim.ts';
import { faceFor, remaining } from '../../../screen/widgets/countdown/digits.ts';
import { steps } from '../../../screen/widgets/milestones/steps.ts';
import { justPassed, milestoneName, settled } from '../../../screen/widgets/passed.ts';
import { goalOf, progress } from '../../../screen/widgets/progress/progress.ts';

const zh: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const en: Locale = { ...zh, language: 'en' };
const HOUR = 3_600_000;
const campaign = {
  ...{ id: 'c', names: { 'zh-CN': '双11' }, start: 10 * HOUR, end: 30 * HOUR, milestones: [1e10, 5e9, 2e10] },
  phases: [
    { id: 'a', names: {}, start: 10 * HOUR },
    { id: 'b', names: { 'zh-CN': '返场' }, start: 20 * HOUR },
  ],
};

describe('a countdown', () => {
  test('goes to what comes next: the start, then each phase, then the end', () => {
    expect([0, 10, 19, 20, 30].map((hour) => aim(campaign, 'next', hour * HOUR)?.kind)).toEqual([
      'start',
      'phase',
      'phase',
      'end',
      undefined,
    ]);
    expect(aim(campaign, 'next', 15 * HOUR)).toMatchObject({ at: 20 * HOUR, names: { 'zh-CN': '返场' } });
  });

  test('to a moment that is past has nothing to count', () => {
    expect([aim(campaign, 'start', 11 * HOUR), aim(campaign, 'phase', 21 * HOUR)]).toEqual([undefined, undefined]);
    expect(aim(campaign, 'end', 0)?.at).toBe(30 * HOUR);
  });

  test('writes every digit at its place, the last second to its end', () => {
    expect(remaining(90_061_000)).toEqual({ days: '1', clock: [...'01:01:01'] });
    expect([remaining(1).clock.join(''), remaining(-5).clock.join('')]).toEqual(['00:00:01', '00:00:00']);
  });

  test('stands in the largest face that fits, and never in none', () => {
    const left = remaining(5_000);
    expect([faceFor(left, 800, 200, 33).face, faceFor(left, 444, 124, 33).face]).toEqual(['hero', 'live']);
    expect([faceFor(left, 288, 87, 33).face, faceFor(left, 50, 20, 33).face]).toEqual(['kpi', 'clock']);
  });
});

describe('progress', () => {
  const group = { values: { gmv: 330 }, baseline: { gmv: 200 }, baselineSeries: { gmv: { 0: 200, 5: 800 } } };

  test('is a share of the goal, with what is missing and where last time had us', () => {
    expect(progress(group, 'gmv', 1_000)).toEqual({ value: 330, goal: 1_000, done: 0.33, missing: 670, expected: 0.2 });
    expect(progress(group, 'gmv', 300)).toMatchObject({ missing: -30 });
  });

  test('without a goal is no share', () => {
    expect(progress(group, 'gmv', undefined)).toEqual({ value: 330 });
    expect(progress(undefined, 'gmv', 0)).toEqual({});
  });

  test('takes its own goal in whole units, and the target of a campaign only for what it is a target of', () => {
    const fact = { campaign: { ...campaign, target: 500 }, passed: {} };
    expect(goalOf('1000000.50', 'gmv', true, fact, 'money', 2)).toBe(100_000_050);
    expect(goalOf('5000', 'orders', false, fact, 'count', 2)).toBe(5_000);
    expect(goalOf(undefined, 'gmv', true, fact, 'money', 2)).toBe(500);
    expect([
      goalOf(undefined, 'orders', true, fact, 'count', 2),
      goalOf(undefined, 'gmv', false, fact, 'money', 2),
    ]).toEqual([undefined, undefined]);
  });
});

describe('milestones', () => {
  const fact = { campaign, passed: { 5000000000: { at: 11 * HOUR, elapsed: HOUR } } };
  const more = { campaign, passed: { ...fact.passed, 10000000000: { at: 12 * HOUR, elapsed: 2 * HOUR } } };

  test('are called as people call them', () => {
    expect([1e10, 5e9, 1.5e10, 1e12, 12_345_600].map((amount) => milestoneName(amount, zh))).toEqual([
      '破亿',
      '破5,000万',
      '破1.5亿',
      '破100亿',
      '破12.3456万',
    ]);
    expect([milestoneName(1e10, en), milestoneName(1.5e10, en)]).toEqual(['¥100M', '¥150M']);
  });

  test('are a list of what was passed, the largest first, under the next one', () => {
    expect(steps(more, 5, true)).toMatchObject({ next: 2e10, passed: [{ amount: 1e10 }, { amount: 5e9 }] });
    expect(steps(more, 2, true).passed.map(({ amount }) => amount)).toEqual([1e10]);
    expect(steps({ passed: {} }, 5, true)).toEqual({ next: undefined, passed: [] });
  });

  test('are celebrated when they pass before the eyes of the wall, and never later', () => {
    expect(justPassed(fact, more, 12 * HOUR + 2_000)).toMatchObject({ amount: 1e10, elapsed: 2 * HOUR });
    expect(justPassed(fact, more, 12 * HOUR + 10_000)).toBeUndefined();
    expect(justPassed(undefined, more, 12 * HOUR)).toBeUndefined();
    expect(justPassed(more, more, 12 * HOUR)).toBeUndefined();
    expect(justPassed({ campaign: { ...campaign, id: 'd' }, passed: {} }, more, 12 * HOUR)).toBeUndefined();
  });

  test('become a fact below when the celebration is over', () => {
    expect(Object.keys(settled(more, 12 * HOUR + 4_999)?.passed ?? {})).toEqual([String(5e9)]);
    expect(settled(more, 12 * HOUR + 5_000)).toBe(more);
  });
});
