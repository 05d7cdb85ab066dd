import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { nextTick, shallowRef } from 'vue';
import { type Point, readFeatures } from '../../../screen/chart/geojson.ts';
import type { Locale } from '../../../screen/format.ts';
import { arrange } from '../../../screen/widgets/map/arrangement.ts';
import { arrived, beat, grown, MOST_ALIVE } from '../../../screen/widgets/map/beats.ts';
import { callouts, listed, PITCH } from '../../../screen/widgets/map/callouts.ts';
import { chartOption, ISLANDS } from '../../../screen/widgets/map/chart.ts';
import { columnOf } from '../../../screen/widgets/map/column.ts';
import { CHINA, WORLD } from '../../../screen/widgets/map/kinds.ts';
import { MapOptions } from '../../../screen/widgets/map/options.ts';
import { INSET_SIZE, lay } from '../../../screen/widgets/map/plane.ts';
import { albers, naturalEarth } from '../../../screen/widgets/map/projections.ts';
import { largest, regionsOf } from '../../../screen/widgets/map/regions.ts';
import { stepOf, stepsOf } from '../../../screen/widgets/map/steps.ts';
import { useBeats } from '../../../screen/widgets/map/useBeats.ts';
import type { Reading } from '../../../stream/contract/reading.ts';
import { palette } from '../../support/palette.ts';

const zh: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const features = readFeatures(JSON.parse(readFileSync('screen/chart/maps/china.json', 'utf8')));
const reading = (values: Record<string, number>, metric = 'gmv'): Reading => ({
  ...{ from: 0, to: 1, asOf: 1, partial: false },
  groups: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { values: { [metric]: value } }])),
});
const size = { width: 600, height: 391 };
const setting = { top: 5, approval: false, inset: true };
const place = arrange(CHINA, size, 'zh-CN', setting);
const plane = lay(features, CHINA.project, place.map, place.corner);

describe('the plane of a map', () => {
  test('keeps areas on the cone: a square degree is as large in Hainan as its cosine says', () => {
    const area = (latitude: number) => {
      const corners = [[110, latitude], [110.01, latitude], [110.01, latitude + 0.01], [110, latitude + 0.01]]; // biome-ignore format: a square
      const points = corners.map((corner) => albers(corner as unknown as Point));
      return Math.abs(
        points.reduce((sum, [x, y], index) => {
          const [nextX, nextY] = points[(index + 1) % 4] as Point;
          return sum + x * nextY - nextX * y;
        }, 0),
      );
    };
    expect(area(19) / area(50)).toBeCloseTo(Math.cos((19.005 * Math.PI) / 180) / Math.cos((50.005 * Math.PI) / 180), 4);
  });

  test('puts every province into the room it has', () => {
    for (const { rings } of features)
      for (const ring of rings)
        for (const point of ring) {
          const [x, y] = plane.at(point);
          expect(x > -0.01 && x < place.map.width + 0.01 && y > 0 && y < size.height + 0.01).toBe(true);
        }
  });

  test('stands the inset of 南海诸岛 upright in the lower right corner, which no province touches', () => {
    const [left, top] = plane.at([126, 25]);
    const [right, bottom] = plane.at([126 + 64 / 10.5, 25 - 93.1 / 14]);
    expect([left, top, right, bottom].map(Math.round)).toEqual([
      ...[size.width - INSET_SIZE.width, size.height - INSET_SIZE.height],
      ...[size.width, size.height],
    ]);
    expect(plane.at([126, 20])[0]).toBeCloseTo(left);
    for (const { rings } of features) expect(rings.flat().some(([x, y]) => x >= 125.9 && y <= 25.1)).toBe(false);
  });

  test('has China left of the Pacific and America right of it, Greenland and Chukotka whole', () => {
    const x = (longitude: number, latitude: number) => naturalEarth([longitude, latitude])[0];
    expect([x(-9, 39), x(105, 36), x(-170, 66), x(-100, 40), x(-43, 72), x(-18, 75)]).toEqual(
      [x(-9, 39), x(105, 36), x(-170, 66), x(-100, 40), x(-43, 72), x(-18, 75)].sort((a, b) => a - b),
    );
    expect(x(-179.9, 66) - x(179.9, 66)).toBeLessThan(0.01);
  });
});

describe('the colours of a map', () => {
  test('rise in six steps up to a round number', () => {
    expect(stepsOf([4_457, 50])).toEqual([40, 200, 500, 1_000, 2_000]);
    expect([0, 39, 40, 200, 999, 1_000, 4_457, -5, undefined].map((value) => stepOf(value, stepsOf([4_457])))).toEqual([
      ...[0, 0, 1, 2, 3, 4, 5, 0, 0],
    ]);
    expect(stepsOf([0, -8])).toEqual([]);
    expect(stepOf(7, [])).toBe(0);
  });

  test('go to ECharts by the names of its regions, with the view that changes nothing', () => {
    const option = chartOption({ name: 'china', features }, plane, new Map([['广东', 5]]), palette) as {
      geo: { map: string; left: number; top: number; regions: { name: string; itemStyle: { areaColor: string } }[] };
    };
    const colour = (name: string) => option.geo.regions.find((one) => one.name === name)?.itemStyle.areaColor;
    expect([colour('广东'), colour('西藏'), colour(ISLANDS)]).toEqual([palette.ramp[5], palette.ramp[0], palette.t3]);
    const solid = chartOption({ name: 'world', features }, plane, new Map([['海南', 3]]), palette, '海南');
    expect(solid.geo).toMatchObject({
      regions: expect.arrayContaining([
        {
          name: '海南',
          itemStyle: { areaColor: palette.ramp[3], borderColor: palette.ramp[3] },
          emphasis: expect.anything(),
        },
      ]),
    });
    expect([option.geo.map, option.geo.left, option.geo.top]).toEqual(['china', plane.drawn.x, plane.drawn.y]);
  });
});

describe('the regions of a reading', () => {
  test('count what stands nowhere in the total, and say it apart', () => {
    const made = regionsOf(reading({ 'CN-GD': 5, 'CN-TW': 2, GB: 4, unknown: 3, '…': 1 }), 'gmv', CHINA.placeOf);
    expect(made).toMatchObject({ total: 15, unknown: 3, elsewhere: 5 });
    expect(made && largest(made, 9).map(({ code }) => code)).toEqual(['CN-GD', 'CN-TW']);
  });

  test('add provinces up to countries', () => {
    const made = regionsOf(reading({ 'CN-GD': 5, 'CN-TW': 2, CN: 1, 'US-CA': 4, AQ: 1 }), 'gmv', WORLD.placeOf);
    expect([made?.shown.get('CN')?.value, made?.shown.get('US')?.value, made?.total]).toEqual([8, 4, 13]);
  });

  test('never add what does not add up', () => {
    const made = regionsOf(
      reading({ 'CN-GD': 0.5, 'CN-TW': 0.2, GB: 0.4 }, 'refund_rate'),
      'refund_rate',
      WORLD.placeOf,
    );
    expect([made?.shown.get('CN')?.value, made?.shown.get('GB')?.value, made?.total]).toEqual([
      undefined,
      0.4,
      undefined,
    ]);
  });

  test('never say one of several ratios for all that stands nowhere', () => {
    const away = { 'US-CA': 0.5, GB: 0.2, AQ: 0.4 };
    expect(regionsOf(reading(away, 'refund_rate'), 'refund_rate', CHINA.placeOf)?.elsewhere).toBeUndefined();
    expect(regionsOf(reading({ GB: 0.2 }, 'refund_rate'), 'refund_rate', CHINA.placeOf)?.elsewhere).toBe(0.2);
  });

  test('are unknown as long as there is no answer', () => {
    expect(regionsOf(undefined, 'gmv', CHINA.placeOf)).toBeUndefined();
  });
});

describe('the names of the largest', () => {
  const at = (code: string, y: number) => ({ code, at: [380, y] as const });

  test('stand from north to south, apart and inside their room', () => {
    const made = callouts([at('c', 300), at('a', 20), at('b', 295), at('d', 298)], 463, 40, 290);
    expect(made.map(({ code }) => code)).toEqual(['a', 'b', 'd', 'c']);
    made.forEach(({ top }, index) => {
      expect(top).toBeGreaterThanOrEqual(40);
      expect(top + PITCH).toBeLessThanOrEqual(290);
      if (index > 0) expect(top - (made[index - 1]?.top ?? 0)).toBeGreaterThanOrEqual(PITCH);
    });
    expect(made[0]?.leader[0]).toEqual([380, 20]);
  });

  test('stand in columns below a map of the world', () => {
    expect(listed(['a', 'b', 'c'], 190, 300, 362, 200).map(({ left, top }) => [left, top])).toEqual([
      ...[[190, 300], [190, 331], [390, 300]], // biome-ignore format: places
    ]);
  });

  test('are followed by figures in one unit, cut off, and never 0 for what is not', () => {
    const yuan = columnOf(4_457_9999_00, 'money', zh);
    expect([yuan.unit, yuan.text(4_457_9999_00), yuan.text(985_4000_00), yuan.text(9_00)]).toEqual([
      '万元',
      '4,457',
      '985',
      '<1',
    ]);
    expect(columnOf(1_2345_6789_00, 'money', zh).text(4500_0000_00)).toBe('0.450');
    expect(columnOf(1_2345_6789_00, 'money', zh).text(9_00)).toBe('<0.001');
    expect(columnOf(5_000_00, 'money', { ...zh, language: 'en' }).unit).toBe('¥');
    expect(columnOf(123, 'count', zh)).toMatchObject({ unit: '' });
  });
});

describe('the rings of a map', () => {
  const regions = (values: Record<string, number>) => regionsOf(reading(values), 'gmv', CHINA.placeOf);

  test('beat where a value grew, never for the first reading or a correction downward', () => {
    expect(grown(undefined, regions({ 'CN-GD': 5 }))).toEqual([]);
    expect(grown(regions({ 'CN-GD': 5, 'CN-ZJ': 5 }), regions({ 'CN-GD': 6, 'CN-ZJ': 4, 'CN-SH': 3 }))).toEqual([
      'CN-SH',
      'CN-GD',
    ]);
  });

  test('beat once for the orders of one region that came together', () => {
    const row = (at: number, region: string) => ({ at, amount: 1, channel: 'jd', shop: 's', region });
    const before = { rows: { a: row(1, 'CN-GD') } };
    expect(arrived(before, { rows: { a: row(1, 'CN-GD'), b: row(2, 'CN-SH'), c: row(3, 'CN-SH') } })).toEqual([
      'CN-SH',
    ]);
    expect(arrived(undefined, before)).toEqual([]);
  });

  test('are at most nine, and one that is under way goes on', () => {
    const first = beat([], ['a', 'b'], 0);
    const many = beat(first, ['b', ...'cdefghijklm'], 2);
    expect(many.length).toBe(MOST_ALIVE);
    expect(many.slice(0, 2)).toEqual(first);
    expect(new Set(many.map(({ serial }) => serial)).size).toBe(MOST_ALIVE);
  });

  test('beat for nothing that the map does not show, and leave room for what it shows', async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: false }));
    const drawn = new Set<string>();
    const row = (region: string) => ({ at: 1, amount: 1, channel: 'jd', shop: 's', region });
    const orders = shallowRef({ rows: {} });
    const source = () => ({ regions: undefined, orders: orders.value, hasOrders: true, live: true });
    const { alive } = useBeats(
      source,
      (region) => region,
      (code) => drawn.has(code),
    );
    const come = async (...regions: string[]) => {
      orders.value = { rows: { ...orders.value.rows, ...Object.fromEntries(regions.map((one) => [one, row(one)])) } };
      await nextTick();
      return alive.value.map(({ code }) => code);
    };
    expect(await come(...'abcdefghijkl')).toEqual([]);
    drawn.add('CN-GD').add('CN-SH');
    expect(await come('CN-GD', 'z')).toEqual(['CN-GD']);
    drawn.delete('CN-GD');
    expect(await come('CN-SH')).toEqual(['CN-SH']);
    vi.unstubAllGlobals();
  });
});

test('a layout names an uploaded map by its path and nothing else', () => {
  const path = `/assets/${'a'.repeat(64)}.geojson`;
  expect(MapOptions.safeParse({ map: path }).success).toBe(true);
  for (const map of ['https://example.org/a.geojson', `/assets/../${'a'.repeat(64)}.json`, '/china.json'])
    expect(MapOptions.safeParse({ map }).success).toBe(false);
});
