import { expect, test } from 'vitest';
import { leftOf, wait } from '../../../screen/tv/countdown.ts';
import { PAIRING_MS } from '../../../stream/contract/screen.ts';

test('the countdown of a code begins with five minutes, also where the page ticked before the code came', () => {
  expect(wait(leftOf(10_000 + PAIRING_MS, 9_100), 'zh-CN')).toBe('5 分 0 秒');
  expect(wait(leftOf(10_000 + PAIRING_MS, 11_500), 'en')).toBe('4 min 59 s');
  expect(wait(leftOf(10_000, 12_000), 'en')).toBe('0 s');
});
