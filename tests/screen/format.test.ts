import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amount, brief, decimal, delta, exact, type Locale, percent, reached, short } from '../../screen/format.ts';
import { seeded } from '../support/seed.ts';

const zh: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const en: Locale = { ...zh, language: 'en' };
const pounds: Locale = { language: 'en', currency: 'GBP', digits: 3, timezone: 'Europe/London' };
const words = (value: number | undefined, unit: Parameters<typeof short>[1], locale: Locale, figures?: number) => {
  const { prefix, text, unit: suffix } = short(value, unit, locale, figures);
  return [prefix, text, suffix].filter(Boolean).join(' ');
};

describe('short forms', () => {
  test.each([
    [1_227_200, 'count', '122.72 万'],
    [26_780, 'money', '267.80 元'],
    [0, 'money', '0.00 元'],
    [0, 'count', '0'],
    [9_999, 'count', '9,999'],
    [10_000, 'count', '1.0000 万'],
    [12_345_000, 'count', '1,234.5 万'],
    [328_645_917_00, 'money', '3.2864 亿'],
    [1_268_435_210_906_42, 'money', '12,684.35 亿'],
    [-386_000_00, 'money', '−38.600 万'],
    [0.0038, 'ratio', '0.38 %'],
    [0.916, 'ratio', '91.6 %'],
    [6, 'minutes', '6 分'],
    [6.9, 'minutes', '6 分'],
  ] as const)('in Chinese %d as %s is %s', (value, unit, expected) => {
    expect(words(value, unit, zh)).toBe(expected);
  });

  test.each([
    [1_227_200, 'count', '1.2272 M'],
    [12_345, 'count', '12,345'],
    [123_456, 'count', '123.45 K'],
    [26_780, 'money', '¥ 267.80'],
    [-26_780, 'money', '−¥ 267.80'],
    [328_645_917_00, 'money', '¥ 328.64 M'],
    [5_000_000_000_00, 'money', '¥ 5.0000 B'],
  ] as const)('in English %d as %s is %s', (value, unit, expected) => {
    expect(words(value, unit, en)).toBe(expected);
  });

  test('never claim what is not reached yet: they are cut off, not rounded up', () => {
    expect(words(99_999_999_99, 'money', zh)).toBe('9,999.9 万');
    expect(brief(99_999_999_99, 'money', zh)).toBe('9,999万');
    expect(brief(100_000_000_00, 'money', zh)).toBe('1.00亿');
  });

  test('an absent value is —, never a number', () => {
    expect(words(undefined, 'money', zh)).toBe('—');
    expect(words(Number.NaN, 'count', zh)).toBe('—');
    expect(exact(undefined, 'money', zh)).toBe('—');
  });

  test('of any sum never exceed it, and differ from it by less than one in a thousand', () => {
    const property = fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (value) => {
      const { text, unit } = short(value, 'count', zh);
      const shown = Number(text.replaceAll(',', '')) * { 亿: 1e8, 万: 1e4, '': 1 }[unit as '亿'];
      expect(shown).toBeLessThanOrEqual(value * (1 + 1e-12));
      expect(shown).toBeGreaterThan(value * 0.999 - 1);
    });
    fc.assert(property, seeded(100));
  });
});

describe('exact forms', () => {
  test('have every digit of the largest sums', () => {
    expect(exact(Number.MAX_SAFE_INTEGER, 'money', zh)).toBe('90,071,992,547,409.91');
    expect(exact(10_655_622_484, 'money', pounds)).toBe('10,655,622.484');
    expect(exact(-5, 'money', zh)).toBe('−0.05');
    expect(brief(-5, 'money', zh)).toBe('0 元');
  });

  test('of any money read back as the same minor units', () => {
    const property = fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 4 }), (value, digits) => {
      const text = exact(value, 'money', { ...zh, digits });
      expect(Number(text.replaceAll(',', '').replace('−', '-').replace('.', ''))).toBe(value + 0);
    });
    fc.assert(property, seeded(100));
  });

  test('amounts carry the symbol, and decimals only when there are any', () => {
    expect(amount(3_864_000, zh)).toBe('¥38,640');
    expect(amount(3_864_050, zh)).toBe('¥38,640.50');
    expect(amount(-100, en)).toBe('−¥1');
    expect(amount(1_234, pounds)).toBe('£1.234');
    expect(amount(500, { ...en, currency: 'JPY', digits: 0 })).toBe('¥500');
  });

  test('decimals are cut at the place asked for', () => {
    expect(decimal(123_456, 2, 1)).toBe('1,234.5');
    expect(decimal(5, 4, 4)).toBe('0.0005');
  });
});

describe('changes', () => {
  test('are percent with a direction, without a sign', () => {
    expect(delta(118, 100, 'count', 'zh-CN')).toEqual({ direction: 'up', text: '18.0%' });
    expect(delta(82, 100, 'money', 'en')).toEqual({ direction: 'down', text: '18.0%' });
    expect(delta(100_001, 100_000, 'count', 'en')).toEqual({ direction: 'flat', text: '0.0%' });
    expect(delta(2_500, 100, 'count', 'zh-CN')).toEqual({ direction: 'up', text: '25.0 倍' });
    expect([delta(1e12, 1_440, 'money', 'zh-CN')?.text, delta(1e12, 1_440, 'money', 'en')?.text]).toEqual([
      '超千倍',
      '>×1,000',
    ]);
  });

  test('of ratios are points', () => {
    expect(delta(0.916, 0.902, 'ratio', 'zh-CN')).toEqual({ direction: 'up', text: '1.4 点' });
    expect(delta(0.0038, 0.0045, 'ratio', 'en')).toEqual({ direction: 'down', text: '0.07 pt' });
  });

  test('are absent without something to compare with', () => {
    expect(delta(1, undefined, 'count', 'en')).toBeUndefined();
    expect(delta(undefined, 1, 'count', 'en')).toBeUndefined();
    expect(delta(1, 0, 'count', 'en')).toBeUndefined();
  });

  test('a goal is reached at 100 %, and not a hair before', () => {
    expect([0.3287, 0.99949, 0.99951, 0.9999999, 1, 1.0004, -0.1].map(reached)).toEqual([
      '32.9',
      '99.9',
      '99.9',
      '99.9',
      '100.0',
      '100.0',
      '−10.0',
    ]);
  });

  test('percentages below one keep two decimals', () => {
    expect([percent(0.0038), percent(0.00999), percent(0.5), percent(0), percent(-0.25)]).toEqual([
      '0.38',
      '1.0',
      '50.0',
      '0.0',
      '−25.0',
    ]);
  });
});
