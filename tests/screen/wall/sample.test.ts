import { expect, test } from 'vitest';
import { Sample } from '../../../screen/wall/sample.ts';

test('a sample keeps everything that fits, then an even share of what came by, and begins anew when taken', () => {
  let state = 7;
  const random = () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const sample = new Sample(64, random);
  sample.add(5);
  expect([sample.take(), sample.take()]).toEqual([[5], []]);
  const means = Array.from({ length: 40 }, () => {
    for (let value = 0; value < 1_000; value += 1) sample.add(value);
    const taken = sample.take();
    expect(taken.length).toBe(64);
    return taken.reduce((sum, value) => sum + value, 0) / 64;
  });
  expect(Math.abs(means.reduce((sum, mean) => sum + mean, 0) / 40 - 499.5)).toBeLessThan(40);
});
