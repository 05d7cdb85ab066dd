// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { amountText, cellsIn, placeText } from '../../../screen/widgets/ticker/place.ts';
import View from '../../../screen/widgets/ticker/View.vue';
import { widthOf } from '../../../screen/widgets/width.ts';

test('a cell of the ticker says where an order came from as far as it fits, and never half of it', () => {
  expect(placeText(['浙江', '天猫'], '¥1,299.00', 312)).toBe('浙江 · 天猫');
  expect(placeText(['未知', '未知'], '¥1,299.00', 312)).toBe('未知');
  expect(placeText(['Guangdong', 'Xiaohongshu'], '¥12,345.00', 312)).toBe('Guangdong');
  expect(placeText(['Inner Mongolia', 'Taobao'], '¥1,234,567.00', 312)).toMatch(/^(Inner.*…)?$/);
  for (const amount of ['¥1', '¥38,640.00', '¥123,456,789.00'])
    for (const pitch of [150, 312, 600]) {
      const text = placeText(['Inner Mongolia', 'Pinduoduo'], amount, pitch);
      if (text) expect(widthOf(amount, 24) + 14 + widthOf(text, 22)).toBeLessThanOrEqual(pitch - 24);
    }
});

test('an amount in the ticker is never half of one: fewer cells, else a short form', () => {
  const zh = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' } as const;
  expect([1_848, 1_000, 600, 200].map((width) => cellsIn(width, 5))).toEqual([5, 4, 2, 1]);
  const pitch = (600 + 24) / 3;
  expect(amountText(3_864_050, pitch, zh)).toBe('¥38,640.50');
  for (const value of [1, 99_999_999_999_99, 9_007_199_254_740_991])
    expect(widthOf(amountText(value, pitch, zh), 24)).toBeLessThanOrEqual(pitch - 24);
  expect(amountText(99_999_999_999_99, pitch, zh)).toBe('999.99亿');
});

test('a ticker without rows waits, and does not claim that there were none', () => {
  for (const [language, words] of [
    ['zh-CN', '— 等待下一笔'],
    ['en', '— waiting for the next'],
  ] as const) {
    const shown = mount(View, {
      props: {
        answers: [{ rows: {} }],
        queries: [{ fact: 'orders', atLeast: '1000' }],
        options: { cells: 5 },
        size: { width: 1848, height: 48, scale: 1 },
        now: 1,
        freshness: { kind: 'live', seconds: 0 },
        theme: 'tide',
        locale: { language, currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' },
        title: '大额订单',
        note: '≥ ¥1,000',
      },
    });
    expect(shown.get('.none').text()).toBe(words);
    shown.unmount();
  }
});
