import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { layoutSchema, migrate, readLayout } from '../../layouts/document.ts';
import { prototypeKey } from '../../layouts/refuse.ts';

const files = readdirSync('layouts').filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'));
const read = (file: string): unknown => JSON.parse(readFileSync(`layouts/${file}`, 'utf8'));
const promotion = () => read('promotion.json') as { [key: string]: unknown; pages: { widgets: object[] }[] };
const faults = (document: unknown) => {
  const result = readLayout(document);
  return 'faults' in result ? result.faults.map(({ path, message }) => `${path}: ${message}`) : [];
};

describe('layouts/*.json', () => {
  test.each(files)('%s is a layout, and its id is its file name', (file) => {
    const result = readLayout(read(file));
    expect('faults' in result && result.faults).toBe(false);
    expect('layout' in result && result.layout.id).toBe(file.replace('.json', ''));
  });

  test('layout.schema.json is what the schema says (UPDATE=1 writes it)', () => {
    const path = 'layouts/layout.schema.json';
    const made = `${JSON.stringify(layoutSchema(), null, 2)}\n`;
    if (process.env.UPDATE) writeFileSync(path, made);
    expect(readFileSync(path, 'utf8')).toBe(made);
  });
});

describe('a layout document', () => {
  test('keeps its defaults and needs nothing more', () => {
    const canvas = { width: 1920, height: 1080 };
    const made = readLayout({
      schemaVersion: 1,
      id: 'a',
      title: { en: 'A' },
      canvas,
      pages: [{ id: 'p', widgets: [] }],
    });
    expect('layout' in made && made.layout.canvas).toEqual({ ...canvas, fit: 'contain', theme: 'tide' });
  });

  test('refuses keys that reach into prototypes, at any depth', () => {
    const document = JSON.parse('{"schemaVersion":1,"pages":[{"widgets":[{"options":{"__proto__":{"a":1}}}]}]}');
    expect(faults(document)).toEqual([
      'pages.0.widgets.0.options.__proto__: the key __proto__ is not allowed; leave it out',
    ]);
    expect(faults({ constructor: 1 })).toEqual(['constructor: the key constructor is not allowed; leave it out']);
  });

  test.each(['javascript:alert(1)', ' JavaScript : x', '<img src=x>', '<script>', '</b>'])(
    'refuses %s as a text',
    (text) => {
      expect(faults({ ...promotion(), title: { en: text } })).toEqual(['title.en: code and HTML are not allowed']);
    },
  );

  test('lets a comparison stand in a text', () => {
    expect(faults({ ...promotion(), title: { en: 'orders < 5 min, a <-> b' } })).toEqual([]);
  });

  test('names what is wrong by its path', () => {
    const document = promotion();
    document.pages[0]?.widgets.push({ id: 'x', type: 'kpi', box: { x: 0, y: 0, width: 0, height: 10 }, surprise: 1 });
    const said = faults(document).join('\n');
    expect(said).toContain('box.width');
    expect(said).toContain('surprise');
  });

  test.each([
    ['a width of 0', { width: 0 }],
    ['a height of 100,000', { height: 100_000 }],
    ['NaN, which JSON makes null', { x: Number.NaN }],
    ['an infinite y', { y: Number.POSITIVE_INFINITY }],
    ['a text', { width: '100' }],
  ])('refuses a box with %s, and names the side', (_, side) => {
    const document = promotion();
    const box = { x: 0, y: 0, width: 10, height: 10, ...side };
    const place = (document.pages[0]?.widgets.push({ id: 'odd', type: 'kpi', box }) ?? 0) - 1;
    const [name] = Object.keys(side);
    expect(faults(JSON.parse(JSON.stringify(document))).join('\n')).toMatch(
      new RegExp(`^pages\\.0\\.widgets\\.${place}\\.box\\.${name}: `),
    );
  });

  test('refuses code in the options of a widget, however deep', () => {
    const document = promotion();
    const box = { x: 0, y: 0, width: 10, height: 10 };
    const options = { columns: [{ link: ' javascript:alert(1)' }] };
    const place = (document.pages[0]?.widgets.push({ id: 'odd', type: 'table', box, options }) ?? 0) - 1;
    expect(faults(document)).toEqual([
      `pages.0.widgets.${place}.options.columns.0.link: code and HTML are not allowed`,
    ]);
  });

  test('refuses two widgets of one id, and a query beside queries', () => {
    const document = promotion();
    const query = { metrics: ['gmv'], window: 'today' };
    const box = { x: 0, y: 0, width: 10, height: 10 };
    document.pages[0]?.widgets.push({ id: 'gmv', type: 'kpi', box, query, queries: [query] });
    expect(faults(document).join('\n')).toMatch(/give query or queries/);
    document.pages[0]?.widgets.pop();
    document.pages[0]?.widgets.push({ id: 'gmv', type: 'kpi', box });
    expect(faults(document)).toEqual(['pages.0.widgets: two widgets have the same id']);
  });

  test('is not read when it is nested to exhaust the reader', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 10_000; level += 1) deep = [deep];
    expect(faults(deep).join()).toMatch(/^[^.]*(\.[^.]*){0,5}: nested too deeply: more than 24 levels$/);
    expect(faults(Array.from({ length: 200_000 }, () => 0)).join()).toContain('too large');
  });

  test.each([undefined, null, 1, 'x', [], {}, { schemaVersion: 99 }])('refuses %j', (document) => {
    expect(faults(document).length).toBeGreaterThan(0);
  });
});

describe('migrations', () => {
  const steps = {
    0: (document: Record<string, unknown>) => ({ ...document, canvas: { width: document.width } }),
    1: (document: Record<string, unknown>) => ({ ...document, second: true }),
  };

  test('go forward one version at a time', () => {
    expect(migrate({ schemaVersion: 0, width: 5 }, steps, 2)).toEqual({
      schemaVersion: 2,
      width: 5,
      canvas: { width: 5 },
      second: true,
    });
    expect(migrate({ schemaVersion: 1 }, steps, 2)).toEqual({ schemaVersion: 2, second: true });
  });

  test('leave alone what is newer, or no document at all', () => {
    expect(migrate({ schemaVersion: 3 }, steps, 2)).toEqual({ schemaVersion: 3 });
    expect(migrate('text', steps, 2)).toBe('text');
  });
});

test('a request is refused that would exhaust its reader, and costs no more the deeper it is', () => {
  const deep = JSON.parse(`${'{"a":['.repeat(50_000)}${']}'.repeat(50_000)}`) as unknown;
  const began = performance.now();
  expect(prototypeKey({ filter: deep })).toEqual({
    path: expect.stringMatching(/^filter(\.[^.]+){5}$/),
    message: 'nested too deeply: more than 24 levels',
  });
  expect(performance.now() - began).toBeLessThan(500);
  expect(prototypeKey({ a: [1, { constructor: 2 }] })).toEqual({
    path: 'a.1.constructor',
    message: 'the key constructor is not allowed; leave it out',
  });
  expect(
    prototypeKey({ queries: Array.from({ length: 200 }, () => ({ filter: { sku: new Array(600).fill('a') } })) }),
  ).toBe(undefined);
  expect(prototypeKey(new Array(250_001).fill(0))?.message).toBe('the document is too large');
});
