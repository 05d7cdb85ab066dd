import { expect, test } from 'vitest';
import { barStyle, tickStyle } from '../../../screen/widgets/bar.ts';

test('a bar stands within a quarter of a thousandth of its part, and what nobody would see is the same style', () => {
  for (const part of [0, 0.12345, 1 / 3, 0.99999, 1]) {
    const [, reach] = /^scaleX\((.+)\)$/.exec(barStyle(part).transform) ?? [];
    expect(Math.abs(Number(reach) - part)).toBeLessThanOrEqual(0.00025);
    expect(Math.abs(Number.parseFloat(tickStyle(part).left) / 100 - part)).toBeLessThanOrEqual(0.0003);
  }
  expect(barStyle(0.50001)).toEqual(barStyle(0.5));
  expect(barStyle(0.501)).not.toEqual(barStyle(0.5));
  expect(tickStyle(0.3)).toEqual({ left: '30%' });
});
