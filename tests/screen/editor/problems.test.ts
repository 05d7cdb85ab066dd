import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Layout, type Placed, readLayout } from '../../../layouts/document.ts';
import { fixAll, problems } from '../../../screen/editor/problems.ts';
import { problemHead } from '../../../screen/editor/problemWords.ts';
import { WIDGETS } from '../../../screen/widgets/index.ts';
import { wall, widget } from './documents.ts';

const query = { metrics: ['gmv'], window: 'today' as const };
const kpi = (id: string, x: number, more: Partial<Placed> = {}) =>
  widget(id, { box: { x, y: 100, width: 288, height: 124 }, title: { en: id }, query, ...more });
const found = (...widgets: Placed[]) => problems(wall(widgets), WIDGETS);
const kinds = (...widgets: Placed[]) =>
  found(...widgets).map(({ kind, widgets: of }) => `${kind} ${of.map(({ id }) => id)}`);

describe('problems', () => {
  test.each(readdirSync('layouts').filter((file) => file.endsWith('.json') && !file.includes('schema')))(
    'of the template %s: none',
    (file) => {
      const read = readLayout(JSON.parse(readFileSync(`layouts/${file}`, 'utf8')));
      const layout = 'layout' in read ? read.layout : undefined;
      expect(problems(layout as Layout, WIDGETS).map((one) => problemHead(one, 'en'))).toEqual([]);
    },
  );

  test('are a type, an option, a metric, a query that nobody knows', () => {
    expect(
      kinds(
        kpi('a', 0, { type: 'globe-4d' }),
        kpi('b', 300, { options: { sparkle: true } }),
        kpi('c', 600, { query: { ...query, metrics: ['nothing'] } }),
        kpi('d', 900, { query: { ...query, metrics: ['buyers'], by: 'sku' } }),
        widget('e', { box: { x: 1200, y: 100, width: 288, height: 124 } }),
      ),
    ).toEqual(['type a', 'option b', 'metric c', 'query d', 'unasked e']);
  });

  test('are what is off the canvas, lies over another, has too little room or too small a text', () => {
    expect(
      kinds(
        kpi('a', -10_000),
        kpi('b', 300),
        kpi('c', 400),
        kpi('d', 900, { box: { x: 900, y: 100, width: 100, height: 124 } }),
        kpi('e', 1200, { zoom: 0.5 }),
      ),
    ).toEqual(['outside a', 'cramped d', 'small e', 'overlap c,b']);
    expect(found(kpi('a', 0, { zoom: 0.7 })).map((one) => problemHead(one, 'zh-CN'))).toEqual([
      'a：文字只有 14，远处看不清',
    ]);
  });

  test('are not made by what is hidden, nor by a frame around others', () => {
    expect(kinds(kpi('a', 0), kpi('b', 10, { hidden: true }))).toEqual([]);
    const frame = widget('f', {
      type: 'border',
      box: { x: 0, y: 0, width: 900, height: 600 },
      options: { kind: 'box' },
    });
    expect(kinds(frame, kpi('a', 20))).toEqual([]);
    expect(kinds(kpi('b', 10, { hidden: true }))).toEqual(['empty ']);
  });

  test('that have one way out are mended by it', () => {
    const document = wall([
      kpi('a', -10_000),
      kpi('b', 600, { options: { sparkle: true } }),
      kpi('c', 900, { zoom: 0.5 }),
      kpi('d', 1300, { box: { x: 1300, y: 100, width: 100, height: 50 } }),
    ]);
    const before = problems(document, WIDGETS);
    expect(before.every(({ fix }) => fix)).toBe(true);
    expect(problems(fixAll(before)(document), WIDGETS)).toEqual([]);
  });
});
