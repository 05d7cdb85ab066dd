import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast } from '../../screen/chart/colour.ts';
import { widgetsSchema } from '../../screen/widgets/schema.ts';
import { sources } from '../house/tree.ts';

const css = readFileSync('screen/tokens.css', 'utf8');

/** The colours of a theme by their names. */
function tokens(theme: string): Record<string, string> {
  const block = css.split(`[data-theme="${theme}"] {`)[1]?.split('}')[0] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{3,6});/g)].map(([, name, value]) => [name, value]),
  );
}

type Triple = [number, number, number];
type Matrix = [Triple, Triple, Triple];
const times = (matrix: Matrix, [a, b, c]: Triple) =>
  matrix.map(([x, y, z]) => x * a + y * b + z * c) as unknown as Triple;
const within = (value: number) => Math.min(1, Math.max(0, value));

const encoded = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as Triple;
const decode = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** Linear light to OKLab. */
function oklab(linear: Triple): Triple {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    linear,
  ).map(Math.cbrt) as Triple;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

/** Full dichromacy in linear light, after Machado, Oliveira and Fernandes (2009). */
const DICHROMATS: Record<string, Matrix> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** How a colour looks to somebody, as linear light. */
const SEEN: Record<string, (colour: string) => Triple> = {
  normal: (colour) => encoded(colour).map(decode) as Triple,
  // A cheap panel in a bright room: black is a fifth of white, and white no longer white.
  'washed-out': (colour) => encoded(colour).map((part) => decode(0.2 + 0.65 * part)) as Triple,
};
for (const [name, matrix] of Object.entries(DICHROMATS))
  SEEN[name] = (colour) => times(matrix, encoded(colour).map(decode) as Triple).map(within) as Triple;

const distance = (a: Triple, b: Triple) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

function closest(colours: readonly string[], seen: (colour: string) => Triple): number {
  const places = colours.map((colour) => oklab(seen(colour)));
  return Math.min(...places.flatMap((one, index) => places.slice(index + 1).map((other) => distance(one, other))));
}

/** The smallest distance of two categories that a reader is promised, by theme. */
const PROMISED: Record<string, Record<string, number>> = {
  tide: { normal: 0.126, protan: 0.106, deutan: 0.106, tritan: 0.101, 'washed-out': 0.085 },
  daylight: { normal: 0.125, protan: 0.101, deutan: 0.093, tritan: 0.098, 'washed-out': 0.079 },
};

describe.each(Object.entries(PROMISED))('the theme %s', (theme, promised) => {
  const colours = tokens(theme);
  const token = (name: string) => colours[name] ?? `--${name} is missing`;

  test.each(Object.entries(promised))('keeps its categories apart for %s eyes by %d', (eyes, least) => {
    const categories = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => token(`c${number}`));
    const apart = closest(categories, SEEN[eyes] as (colour: string) => Triple);
    expect(Math.round(apart * 1_000) / 1_000).toBeGreaterThanOrEqual(least);
  });

  test('can be read: the quietest text and every coloured text stand out from the ground', () => {
    for (const ink of ['t1', 't2', 't3', 'then-text', 'now', 'red', 'green', 'amber', 'lost'])
      expect(`${ink} ${contrast(token(ink), token('ground')) >= 4.9}`).toBe(`${ink} true`);
    expect(contrast(token('on-act'), token('act'))).toBeGreaterThanOrEqual(4.5);
  });

  test('leaves no text below 4.5 : 1 on any ground that a widget lays under it', () => {
    const inks = ['t1', 't2', 't3', 'then-text', 'now', 'red', 'green', 'amber', 'lost'];
    const poor = ['ground', 's1', 's2', 'flap1', 'flap2'].flatMap((ground) =>
      inks.filter((ink) => contrast(token(ink), token(ground)) < 4.5).map((ink) => `${ink} on ${ground}`),
    );
    expect(poor).toEqual([]);
  });

  test('climbs its map steps in one direction, away from the ground', () => {
    const steps = [0, 1, 2, 3, 4, 5].map((step) => contrast(token(`m${step}`), token('ground')));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });
});

test('no other file of the screen names a colour', () => {
  const named = /#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(/i;
  const files = sources(['screen/wall', 'screen/widgets', 'screen/chart'], /\.(ts|vue)$/);
  const naming = files.filter((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .some((line) => !/^\s*(\/?\*|\/\/)/.test(line) && named.test(line)),
  );
  expect(naming).toEqual([]);
});

test('no text of a wall is smaller than 20 px: none names a size of its own, none takes one of the smaller', () => {
  const sizes = new Map([...css.matchAll(/--type-([a-z-]+): \d+ (\d+)px/g)].map(([, name, px]) => [name, Number(px)]));
  expect(sizes.get('note')).toBe(20);
  const texts = sources(['screen/wall', 'screen/widgets', 'screen/chart'], /\.(ts|vue|css)$/)
    .filter((file) => !file.endsWith('WallPicture.vue'))
    .map((file) => [file, readFileSync(file, 'utf8')] as const);
  const small = texts.flatMap(([file, text]) =>
    [...text.matchAll(/var\(--type-([a-z-]+)/g)].flatMap(([, name]) =>
      (sizes.get(name) ?? 0) < 20 ? [`${file} ${name}`] : [],
    ),
  );
  expect(small).toEqual([]);
  // Half of a countdown's smallest letters, which have 40 px, is the least that a part of a text may be.
  const own = /font(-size)?: *[^;]*\d(px|rem)|font-size: *0?\.[0-4]\d*em|fontSize: *\d/;
  expect(texts.filter(([, text]) => own.test(text)).map(([file]) => file)).toEqual([]);
});

/** The free texts among the options, by their names; what is one of a few is no free text. */
function freeTexts(schema: unknown, name = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = schema as Record<string, unknown>;
  const text = own.type === 'string' && own.enum === undefined && own.const === undefined && own.pattern === undefined;
  return [
    ...(text ? [name] : []),
    ...Object.entries(own).flatMap(([key, value]) => freeTexts(value, key === 'items' ? name : key)),
  ];
}

test('a layout chooses no colour: its free texts are words, names and metrics, and no view paints by an option', () => {
  expect([...new Set(freeTexts(widgetsSchema()))].sort()).toEqual([
    'approval',
    'en',
    'id',
    'metric',
    'sort',
    'steps',
    'timezone',
    'zh-CN',
  ]);
  const painted = /(color|colour|background|fill|stroke)['"]?\s*:\s*[^,;}\n]*\boptions\./i;
  const painting = sources(['screen/wall', 'screen/widgets'], /\.(ts|vue)$/).filter((file) =>
    painted.test(readFileSync(file, 'utf8')),
  );
  expect(painting).toEqual([]);
});
