import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFeatures } from '../../../screen/chart/geojson.ts';
import type { Locale } from '../../../screen/format.ts';
import { columnsOf } from '../../../screen/widgets/columns/columns.ts';
import { chartOption } from '../../../screen/widgets/columns-3d/chart.ts';
import { widget } from '../../../screen/widgets/columns-3d/index.ts';
import { planOf } from '../../../screen/widgets/columns-3d/plan.ts';
import { pointOf, spaceFor } from '../../../screen/widgets/columns-3d/space.ts';
import { chartOption as globeOption } from '../../../screen/widgets/globe/chart.ts';
import { COVER, coverOf } from '../../../screen/widgets/globe/cover.ts';
import { Options as GlobeOptions } from '../../../screen/widgets/globe/index.ts';
import type { Query } from '../../../stream/contract/query.ts';
import type { Group, Reading } from '../../../stream/contract/reading.ts';
import { palette } from '../../support/palette.ts';
import { seeded } from '../../support/seed.ts';

const locales: Locale[] = [
  { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' },
  { language: 'en', currency: 'GBP', digits: 3, timezone: 'Europe/London' },
];
const from = Date.UTC(2026, 10, 10, 12);
const HOUR = 3_600_000;
const SIZES = [
  { width: 440, height: 215 },
  { width: 912, height: 391 },
  { width: 1_848, height: 900 },
];
const group = (gmv: number): Group => ({
  values: { gmv },
  series: { gmv: { [from]: gmv, [from + HOUR]: gmv / 2 } },
});
const reading = (groups: Record<string, Group>): Reading => ({
  ...{ from, to: from + 2 * HOUR, asOf: from + 2 * HOUR, partial: false },
  groups,
});
const byChannel: Query = { metrics: ['gmv'], by: 'channel', window: 'campaign' };
const READINGS: Record<string, Reading> = {
  'without a value': reading({ tmall: { values: {} } }),
  one: reading({ tmall: group(328_645_917_42) }),
  many: reading(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`c${index}`, group(index * 1_000)]))),
  negative: reading({ tmall: group(-38_600_000), jd: group(500) }),
  huge: reading({ tmall: group(Number.MAX_SAFE_INTEGER) }),
  long: reading({
    'a-channel-with-a-name-that-goes-on-and-on-and-on': group(5),
    一个名字很长很长很长很长很长很长的店铺: group(7),
  }),
};

describe('columns with a third dimension', () => {
  const wish = { ...widget.options.parse({}), stacked: false, labels: true };

  test.each(Object.keys(READINGS))(
    'are drawn for numbers that are %s, at three sizes, with colours of the tokens',
    (name) => {
      for (const locale of locales)
        for (const query of [byChannel, { ...byChannel, step: '1h' as const }]) {
          const made = columnsOf(READINGS[name], query, wish, locale);
          for (const size of made ? SIZES : []) {
            if (!made) continue;
            const plan = planOf(made, { ...size, locale });
            const drawn = JSON.stringify([plan, chartOption(made, plan, size, palette)], (_, value) => {
              if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${name}: ${value}`);
              return value;
            });
            for (const colour of drawn.match(/#[0-9a-f]{3,8}/gi) ?? []) expect(colour).toMatch(/^#0/);
            for (const { left, top } of plan.labels) {
              expect(left).toBeGreaterThanOrEqual(0);
              expect(left).toBeLessThanOrEqual(size.width);
              expect(top).toBeGreaterThanOrEqual(-1);
              expect(top + 34).toBeLessThanOrEqual(size.height + 1);
            }
          }
        }
    },
  );

  test('stand for the values that are known; an unknown one has no column and says —', () => {
    const [locale] = locales as [Locale];
    const made = columnsOf(reading({ tmall: group(6_000), jd: group(1_000) }), byChannel, wish, locale);
    if (!made?.series[0]) throw new Error('there are no columns');
    made.series[0].values[1] = undefined;
    const size = { width: 912, height: 391 };
    const plan = planOf(made, { ...size, locale });
    const { series } = chartOption(made, plan, size, palette) as { series: { id: string; data: number[][] }[] };
    expect(series.map(({ id, data }) => [id, data])).toEqual([['gmv', [[0, 0, 6_000]]]]);
    const said = plan.labels.filter(({ tone }) => tone === 'value').map(({ text }) => text);
    expect(said).toEqual(['60 元', '—']);
  });

  test('have their values at the lines when these have no room at the columns, zero among them', () => {
    const [locale] = locales as [Locale];
    const made = columnsOf(READINGS.many, { ...byChannel, step: '1h' as const }, wish, locale);
    if (!made) throw new Error('there are no columns');
    const { labels, ruled } = planOf(made, { width: 440, height: 215, locale });
    expect(ruled).toBe(true);
    const axis = labels.filter(({ tone }) => tone === 'axis');
    expect(axis[0]?.text).toBe('0');
    expect(axis.length).toBeGreaterThan(1);
    expect(labels.some(({ tone }) => tone === 'value')).toBe(false);
  });

  test('fill their place, however many they are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 300, max: 2_000 }),
        fc.integer({ min: 200, max: 1_000 }),
        (columns, rows, width, height) => {
          const room = { width: width - 100, height: height - 68 };
          const space = spaceFor(columns, rows, room, height);
          const [left] = pointOf(space, height, [-0.5, 0, 0.5]);
          const [right] = pointOf(space, height, [0.5, 0, -0.5]);
          expect(right - left).toBeCloseTo(room.width, 3);
          const [, top] = pointOf(space, height, [-0.5, 0.5, -0.5]);
          const [, bottom] = pointOf(space, height, [0.5, -0.5, 0.5]);
          if (space.height > 12.5) expect(bottom - top).toBeCloseTo(room.height, 3);
        },
      ),
      seeded(100),
    );
  });
});

describe('a globe', () => {
  const { facing } = GlobeOptions.parse({});
  const room = { left: 0, width: 410, height: 391 };

  test('is covered with the whole of our own map, degree by degree', () => {
    const { at, drawn } = coverOf(readFeatures(JSON.parse(readFileSync('screen/chart/maps/world.json', 'utf8'))));
    expect(at([0, 0])).toEqual([COVER.width / 2, COVER.height / 2]);
    expect(at([-180, 90])).toEqual([0, 0]);
    expect(drawn.x).toBeGreaterThanOrEqual(0);
    expect(drawn.x + drawn.width).toBeLessThanOrEqual(COVER.width);
    expect(drawn.y + drawn.height).toBeLessThanOrEqual(COVER.height);
    expect(drawn.width).toBeGreaterThan(COVER.width * 0.95);
  });

  test('moves only while something flies, and names no colour of its own', () => {
    const drawn = (flights: [[number, number], [number, number]][]) =>
      globeOption({} as never, { points: [[105, 35]], flights }, room, facing, palette) as {
        series: { id: string; effect?: { show: boolean }; data: unknown[] }[];
      };
    expect(drawn([]).series[1]?.effect?.show).toBe(false);
    const [points, flights] = drawn([
      [
        [0, 51],
        [105, 35],
      ],
    ]).series;
    expect(points?.data).toEqual([[105, 35, 0]]);
    expect([flights?.effect?.show, flights?.data]).toEqual([
      true,
      [
        {
          coords: [
            [0, 51],
            [105, 35],
          ],
        },
      ],
    ]);
    for (const colour of JSON.stringify(drawn([])).match(/#[0-9a-f]{3,8}/gi) ?? []) expect(colour).toMatch(/^#0/);
  });

  test('takes points of the earth and nothing else, and looks at no pole', () => {
    const holds = (options: object) => GlobeOptions.safeParse(options).success;
    const [shanghai, nowhere] = [
      { longitude: 121.5, latitude: 31.2 },
      { longitude: 200, latitude: 0 },
    ];
    expect([holds({ home: shanghai }), holds({ home: nowhere }), holds({ home: 'CN' })]).toEqual([true, false, false]);
    expect(holds({ facing: { longitude: 0, latitude: 90 } })).toBe(false);
    expect(holds({ facing: { longitude: Number.NaN, latitude: 0 } })).toBe(false);
  });
});
