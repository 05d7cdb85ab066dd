import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutSchema } from '../../../layouts/document.ts';
import { check } from '../../../screen/editor/json/check.ts';
import { openPath } from '../../../screen/editor/json/complete.ts';
import { placesOf, spanOf } from '../../../screen/editor/json/places.ts';
import { keysAt, valuesAt } from '../../../screen/editor/json/schema.ts';
import { seeded } from '../../support/seed.ts';

const leaves = (value: unknown, path: string[] = []): [string, unknown][] => [
  [path.join('.'), value],
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
    : []),
];

describe('places of a JSON text', () => {
  test('are found for every value of any document, however it is written', () => {
    const key = fc.stringMatching(/^[a-z]{1,4}$/);
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(0, 2), (document, indent) => {
        const text = JSON.stringify(document, null, indent);
        const places = placesOf(text);
        expect(places.broken).toBeUndefined();
        for (const [path, value] of leaves(document)) {
          const { from, to } = places.values.get(path) ?? { from: 0, to: 0 };
          expect(JSON.parse(text.slice(from, to))).toEqual(value);
        }
      }),
      seeded(200),
    );
  });

  test('of a text that breaks off end where it does', () => {
    const text = '{"id": "a", "canvas": {"width": 1920 "height": 3}}';
    const { broken, values } = placesOf(text);
    expect(text.slice(broken)).toBe('"height": 3}}');
    expect([...values.keys()]).toEqual(['id', 'canvas.width']);
    for (const torn of ['', '{', '{"a"', '{"a":', '[1,', '{"a":1,}', '{]', '"open'])
      expect([torn, placesOf(torn).broken]).toEqual([torn, expect.any(Number)]);
  });

  test('of a fault that has none are those of what holds it', () => {
    const text = '{"pages": [{"id": "main"}]}';
    const at = (path: string) => spanOf(placesOf(text), path);
    expect(text.slice(at('pages.0.id').from, at('pages.0.id').to)).toBe('"main"');
    expect(text.slice(at('pages.0.widgets').from, at('pages.0.widgets').to)).toBe('{');
    expect(at('title')).toEqual({ from: 0, to: 1 });
  });

  test('of a large layout are found within a keystroke', () => {
    const { pages, ...rest } = JSON.parse(readFileSync('layouts/promotion.json', 'utf8')) as {
      pages: { widgets: object[] }[];
    };
    const widgets = Array.from({ length: 2_000 }, () => pages[0]?.widgets[0]);
    const text = JSON.stringify({ ...rest, pages: [{ widgets }] }, null, 2);
    const began = performance.now();
    placesOf(text);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('completion', () => {
  const schema = layoutSchema();
  test('knows the keys of each place', () => {
    expect(keysAt(schema, [])).toEqual(expect.arrayContaining(['schemaVersion', 'id', 'title', 'canvas', 'pages']));
    expect(keysAt(schema, ['pages', '0', 'widgets', '3', 'box'])).toEqual(['x', 'y', 'width', 'height']);
    expect(keysAt(schema, ['pages', '0', 'widgets', '3', 'query'])).toEqual(
      expect.arrayContaining(['metrics', 'window', 'compare', 'fact']),
    );
    expect(keysAt(schema, ['nowhere'])).toEqual([]);
  });

  test('knows the values that are named', () => {
    expect(valuesAt(schema, ['canvas', 'theme'])).toEqual(['"tide"', '"daylight"']);
    expect(valuesAt(schema, ['pages', '0', 'widgets', '0', 'query', 'by'])).toContain('"channel"');
    expect(valuesAt(schema, ['pages', '0', 'widgets', '0', 'hidden'])).toEqual(['true', 'false']);
  });
});

describe('a text', () => {
  const good = {
    schemaVersion: 1,
    id: 'wall',
    title: { en: 'W' },
    canvas: { width: 1920, height: 1080 },
    pages: [{ id: 'main', widgets: [] }],
  };
  test('is a layout, or says what is wrong and where', () => {
    expect(check(JSON.stringify(good), 'wall').kind).toBe('layout');
    const text = JSON.stringify({ ...good, canvas: { width: 1, height: 1080 }, extra: 1 }, null, 2);
    const found = check(text, 'wall');
    const mistakes = found.kind === 'faulty' ? found.mistakes : [];
    expect(mistakes.map(({ path, from, to }) => [path, text.slice(from, to)])).toEqual([
      ['canvas.width', '1'],
      ['extra', '1'],
    ]);
    expect(check(JSON.stringify(good), 'other')).toMatchObject({ kind: 'faulty', mistakes: [{ path: 'id' }] });
  });

  test('that is no whole JSON names its line', () => {
    expect(check('{\n  "id": "wall"\n  "title": {}\n}', 'wall')).toMatchObject({ kind: 'broken', line: 3 });
    expect(check('{"id": tru}', 'wall').kind).toBe('broken');
    const text =
      '{\n  "id": "wall",\n  "title": {"en": "a"},\n  "pages": [{"id": "a"}, {"id": "b"}],\n  "\\u0074itle": {}\n}';
    expect(check(text, 'wall')).toMatchObject({ kind: 'repeated', line: 5, mistakes: [{ path: 'title' }] });
    expect(check('', 'wall')).toEqual({ kind: 'broken', at: 0, line: 1 });
  });

  test('that is being typed leads to a place', () => {
    expect(openPath('{"canvas": {')).toEqual({ path: ['canvas'], what: 'key' });
    expect(openPath('{"canvas": {"width": 3, ')).toEqual({ path: ['canvas'], what: 'key' });
    expect(openPath('{"canvas": {"theme": ')).toEqual({ path: ['canvas', 'theme'], what: 'value' });
    expect(openPath('{"pages": [{"widgets": [{"query": {"metrics": [')).toEqual({
      path: ['pages', '0', 'widgets', '0', 'query', 'metrics', '0'],
      what: 'value',
    });
    expect(openPath('{"id": "a"')).toBeUndefined();
  });
});
