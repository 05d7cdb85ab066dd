import { expect, test } from 'vitest';
import { rateWords, spanWords, surplusWords } from '../../../screen/widgets/pulse/bars.ts';

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
