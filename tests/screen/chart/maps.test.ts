import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Feature, type Point, readFeatures } from '../../../screen/chart/geojson.ts';
import { CHINA, countryOf, WORLD } from '../../../screen/widgets/map/kinds.ts';
import { provinceCode, regionName } from '../../../screen/widgets/names.ts';
import { readRegion } from '../../../stream/contract/regions.ts';

const read = (name: string) => readFeatures(JSON.parse(readFileSync(`screen/chart/maps/${name}.json`, 'utf8')));
const china = read('china');
const world = read('world');
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const PAIRS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));

function holds({ rings }: Feature, [x, y]: Point): boolean {
  return rings.some((ring) => {
    let inside = false;
    ring.forEach(([ax, ay], index) => {
      const [bx, by] = ring[(index + 1) % ring.length] as Point;
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    });
    return inside;
  });
}
const ownerOf = (features: Feature[], codeOf: (feature: Feature) => string | undefined, point: Point) =>
  features.filter((feature) => holds(feature, point)).map(codeOf);

describe('the map of China', () => {
  test('has a shape for each of the 34 provinces that are counted, and no other', () => {
    const codes = china.map(CHINA.codeOf);
    const counted = PAIRS.map((pair) => `CN-${pair}`).filter((code) => readRegion(code) === code);
    expect(counted.length).toBe(34);
    expect([...codes].sort()).toEqual(counted.sort());
  });

  test('calls every province as its code is called', () => {
    for (const feature of china) expect(regionName(CHINA.codeOf(feature) ?? '', 'zh-CN')).toBe(feature.name);
    expect([
      provinceCode('内蒙古自治区'),
      provinceCode('中国台湾'),
      provinceCode('黑龙江省'),
      provinceCode('巴黎'),
    ]).toEqual(['CN-NM', 'CN-TW', 'CN-HL', undefined]);
  });

  test.each<[string, Point, string]>([
    ['台湾', [121, 24], 'CN-TW'],
    ['达旺', [91.87, 27.59], 'CN-XZ'],
    ['瓦弄', [97, 28.1], 'CN-XZ'],
    ['阿克赛钦', [79.5, 35.2], 'CN-XJ'],
    ['海口', [110.3, 19.9], 'CN-HI'],
  ])('has %s', (_, point, code) => {
    expect(ownerOf(china, CHINA.codeOf, point)).toEqual([code]);
  });
});

describe('the map of the world', () => {
  test('knows every country of its shapes, and leaves out only Antarctica and what is too small for it', () => {
    const shapes = new Set(world.map(WORLD.codeOf).filter((code) => code !== undefined));
    const counted = new Set(PAIRS.filter((pair) => readRegion(pair)).map((pair) => WORLD.placeOf(pair)));
    expect([...shapes].filter((code) => !counted.has(code))).toEqual([]);
    expect([...counted].filter((code) => code && !shapes.has(code))).toEqual([
      'AQ',
      'BQ',
      'BV',
      'CC',
      'GI',
      'SJ',
      'TK',
    ]);
    expect(world.filter((one) => WORLD.codeOf(one) === undefined).map(({ name }) => name)).toEqual(['锡亚琴冰川']);
  });

  test('counts parts with their country', () => {
    expect(['GB', 'US-CA', 'CN-GD', 'CN-TW', 'HK', 'GF', 'tmall', 'unknown'].map(countryOf)).toEqual([
      ...['GB', 'US', 'CN', 'CN', 'CN', 'FR'],
      undefined,
      undefined,
    ]);
  });

  test.each<[string, Point]>([
    ['台湾', [121, 24]],
    ['达旺', [91.87, 27.59]],
    ['瓦弄', [97, 28.1]],
    ['钓鱼岛', [123.45, 25.72]],
  ])('has %s in China', (_, point) => {
    expect(ownerOf(world, WORLD.codeOf, point)).toEqual(['CN']);
  });

  test('has the ten dashes in the South China Sea', () => {
    const parts = world.find((one) => WORLD.codeOf(one) === 'CN')?.rings ?? [];
    const south = parts.filter((ring) => ring.every(([x, y]) => x > 108 && x < 123 && y < 24.6 && y > 3));
    expect(south.length).toBeGreaterThanOrEqual(10);
    for (const [x, y] of [
      [122.6, 24],
      [119, 15.5],
      [112.3, 3.6],
      [109.6, 15.6],
    ] as const)
      expect(south.some((ring) => ring.some(([a, b]) => Math.hypot(a - x, b - y) < 1))).toBe(true);
  });
});

describe('an uploaded map', () => {
  const square = [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]; // biome-ignore format: a square
  const feature = (properties: object, geometry: object) => ({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties, geometry }],
  });

  test('is marked in the middle of its largest part, or where it says', () => {
    const geometry = { type: 'MultiPolygon', coordinates: [[[[9, 9], [9.1, 9], [9.1, 9.1], [9, 9]]], square] }; // biome-ignore format: two parts
    expect(readFeatures(feature({ name: '广东省' }, geometry))[0]?.centre).toEqual([1, 1]);
    expect(readFeatures(feature({ name: '广东省', cp: [1, 2] }, geometry))[0]?.centre).toEqual([1, 2]);
  });

  test.each<[string, unknown]>([
    ['type: "FeatureCollection" with features expected', { type: 'Topology' }],
    ['features: at least one expected', { type: 'FeatureCollection', features: [] }],
    ['features.0.properties.name: a text expected', feature({}, { type: 'Polygon', coordinates: square })],
    [
      'features.0.geometry: a Polygon or MultiPolygon with plain coordinates expected',
      feature({ name: 'a' }, { type: 'Polygon', coordinates: ['@@ABC'] }),
    ],
  ])('is refused with: %s', (message, document) => {
    expect(() => readFeatures(document)).toThrow(message);
  });
});
