import { expect, test } from 'vitest';
import { plainAmount } from '../../../screen/admin/typedAmount.ts';

test.each([
  ['200万', '2000000'],
  ['1.5亿', '150000000'],
  ['1亿2000万', '120000000'],
  ['￥2,000,000', '2000000'],
  ['1,200万', '12000000'],
  ['1億', '100000000'],
  ['$1.5k', '1500'],
  ['2M', '2000000'],
])('%s is understood as %s', (typed, figures) => {
  expect(plainAmount(typed).figures).toBe(figures);
});

// Ten times too much would move pace, milestones and forecast.
test.each(['1,5亿', '12,34', '1,'])(
  'a comma that parts neither thousands nor ten thousands makes %s no amount',
  (typed) => {
    expect(plainAmount(typed).figures).toContain(',');
  },
);
