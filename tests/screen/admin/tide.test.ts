import { describe, expect, test } from 'vitest';
import { labelWithin, placeOf, stepFor, stretchesOf, tide } from '../../../screen/admin/tide.ts';
import { widthOf } from '../../../screen/widgets/width.ts';
import type { Campaign } from '../../../stream/contract/campaign.ts';

const HOUR = 3_600_000;
const start = 1_800_000_000_000 - (1_800_000_000_000 % HOUR);
const campaign: Campaign = {
  id: 'sale',
  names: { 'zh-CN': '大促' },
  start,
  end: start + 26 * HOUR,
  phases: [
    { id: 'opening', names: { 'zh-CN': '开场' }, start },
    { id: 'main', names: { 'zh-CN': '主场' }, start: start + HOUR },
  ],
  milestones: [],
  target: 1_000,
};

describe('the strip of a campaign', () => {
  test('gives a short phase more room than its hours, and places every moment once', () => {
    const stretches = stretchesOf(campaign, start);
    expect(stretches.map(({ from, to }) => [from, to].map((share) => share.toFixed(2)))).toEqual([
      ['0.00', '0.17'],
      ['0.17', '1.00'],
    ]);
    const places = Array.from({ length: 27 }, (_, hour) => placeOf(stretches, start + hour * HOUR));
    expect(places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0))).toBe(true);
    expect([0, 1, 26].map((hour) => places[hour]?.toFixed(2))).toEqual(['0.00', '0.17', '1.00']);
  });

  test('asks for steps that keep the curve to some hundred points', () => {
    expect(['1m', '5m', '15m', '1h', '1h', '1d']).toEqual(
      [6, 26, 90, 500, 1_200, 1_201].map((hours) => stepFor({ start, end: start + hours * HOUR })),
    );
  });

  test('names no phase over the next one', () => {
    expect(labelWithin('开门红', 60)).toBe('开门红');
    const long = labelWithin('The first hour of the deposits', 100);
    expect(long).toMatch(/^The first.*…$/);
    expect(widthOf(long, 12)).toBeLessThanOrEqual(88);
  });

  test('draws what came in up to now, last time to the end, and the forecast in its shape from now on', () => {
    const at = (hour: number) => String(start + hour * HOUR);
    const made = tide(
      campaign,
      start + 2 * HOUR,
      {
        values: { gmv: 300 },
        baseline: { gmv: 200 },
        series: { gmv: { [at(0)]: 100, [at(1)]: 200 } },
        baselineSeries: { gmv: { [at(0)]: 100, [at(1)]: 100, [at(3)]: 200 } },
      },
      'gmv',
    );
    expect(made.target).toBe(1);
    expect(made.present.at(-1)).toEqual({ x: made.now, y: 0.3 });
    expect(made.before.at(-1)?.y).toBe(0.4);
    expect(made.forecast.map(({ y }) => y)).toEqual([0.3, 0.6]);
  });

  test('draws nothing that is not known', () => {
    const { target: _, ...bare } = campaign;
    expect(tide(bare, start - HOUR, undefined, 'gmv')).toMatchObject({ present: [], before: [], forecast: [] });
    expect(tide(bare, start - HOUR, undefined, 'gmv')).not.toHaveProperty('now');
    expect(tide(bare, start, { values: { gmv: 5 } }, 'gmv')).toMatchObject({ forecast: [] });
  });
});
