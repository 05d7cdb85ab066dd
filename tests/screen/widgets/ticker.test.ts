import { expect, test } from 'vitest';
import { placeText } from '../../../screen/widgets/ticker/place.ts';
import { widthOf } from '../../../screen/widgets/width.ts';

test('a cell of the ticker says where an order came from as far as it fits, and never half of it', () => {
  expect(placeText(['浙江', '天猫'], '¥1,299.00', 312)).toBe('浙江 · 天猫');
  expect(placeText(['Guangdong', 'Xiaohongshu'], '¥12,345.00', 312)).toBe('Guangdong');
  expect(placeText(['Inner Mongolia', 'Taobao'], '¥1,234,567.00', 312)).toMatch(/^(Inner.*…)?$/);
  for (const amount of ['¥1', '¥38,640.00', '¥123,456,789.00'])
    for (const pitch of [150, 312, 600]) {
      const text = placeText(['Inner Mongolia', 'Pinduoduo'], amount, pitch);
      if (text) expect(widthOf(amount, 24) + 14 + widthOf(text, 22)).toBeLessThanOrEqual(pitch - 24);
    }
});
