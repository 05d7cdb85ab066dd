// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { rateWords, spanWords, surplusWords } from '../../../screen/widgets/pulse/bars.ts';
import { Options } from '../../../screen/widgets/pulse/index.ts';
import View from '../../../screen/widgets/pulse/View.vue';

test.each([
  ['payment_rate', true],
  ['aov', true],
  ['stock_on_hand', true],
  ['gmv', false],
  ['paid_orders', false],
])('of what is not counted by the second it says so instead of drawing: %s', (metric, refused) => {
  const shown = mount(View, {
    props: {
      answers: [
        { from: 0, to: 60_000, asOf: 59_000, partial: false, groups: { '': { values: { [metric]: 1 }, series: {} } } },
      ],
      queries: [{ metrics: [metric], window: '15m', step: '1s' }],
      options: Options.parse({}),
      size: { width: 600, height: 312, scale: 1 },
      now: 60_000,
      freshness: { kind: 'live', seconds: 0 },
      theme: 'tide',
      locale: { language: 'en', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' },
      title: '',
      note: '',
    },
  });
  expect(/has no pulse/.test(shown.text())).toBe(refused);
  expect(shown.find('svg').exists()).toBe(!refused);
  shown.unmount();
});

test('the pulse says what it counts, how often, and over which time', () => {
  expect(['zh-CN', 'en'].map((language) => rateWords('paid_orders', language as 'en'))).toEqual([
    '单/秒',
    'orders a second',
  ]);
  expect(['zh-CN', 'en'].map((language) => rateWords('units', language as 'en'))).toEqual(['每秒', 'a second']);
  expect([spanWords(60, 'zh-CN'), spanWords(60, 'en')]).toEqual(['最近 60 秒', 'last 60 s']);
});

test.each([
  [23, ['每秒高出昨日同刻', '23'], ['above yesterday, same moment, by', '23 a second']],
  [-1_200, ['每秒低于昨日同刻', '1,200'], ['below yesterday, same moment, by', '1,200 a second']],
  [0, ['每秒与昨日同刻持平', ''], ['level with yesterday, same moment', '']],
])('its key says by how much a second differs from then: %i', (difference, chinese, english) => {
  expect(Object.values(surplusWords(difference, '昨日同刻', 'zh-CN'))).toEqual(chinese);
  expect(Object.values(surplusWords(difference, 'yesterday, same moment', 'en'))).toEqual(english);
});
