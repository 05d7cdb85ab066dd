import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Layout, type Placed, readLayout } from '../../../layouts/document.ts';
import { fixAll, type ProblemKind, pressing, problems } from '../../../screen/editor/problems.ts';
import { fixWords, problemHead, problemNote } from '../../../screen/editor/problemWords.ts';
import { WIDGETS } from '../../../screen/widgets/index.ts';
import { wall, widget } from './documents.ts';

const query = { metrics: ['gmv'], window: 'today' as const };
const kpi = (id: string, x: number, more: Partial<Placed> = {}) =>
  widget(id, { box: { x, y: 100, width: 288, height: 124 }, title: { en: id }, query, ...more });
const found = (...widgets: Placed[]) => problems(wall(widgets), WIDGETS);
const kinds = (...widgets: Placed[]) =>
  found(...widgets).map(({ kind, widgets: of }) => `${kind} ${of.map(({ id }) => id)}`);

const kindsOf = (document: Layout) => problems(document, WIDGETS).map(({ kind }) => kind);

describe('problems', () => {
  test.each(readdirSync('layouts').filter((file) => file.endsWith('.json') && !file.includes('schema')))(
    'of the template %s: none',
    (file) => {
      const read = readLayout(JSON.parse(readFileSync(`layouts/${file}`, 'utf8')));
      const layout = 'layout' in read ? read.layout : undefined;
      expect(problems(layout as Layout, WIDGETS).map((one) => problemHead(one, 'en'))).toEqual([]);
    },
  );

  const place = (x: number, y = 100) => ({ x, y, width: 600, height: 500 });
  const deep = (id: string, type: string) => kpi(id, 0, { type, box: place(0) });
  const CAUSES: Record<ProblemKind, Placed[]> = {
    type: [kpi('a', 0, { type: 'globe-4d' })],
    option: [kpi('a', 0, { options: { sparkle: true } })],
    metric: [kpi('a', 0, { query: { ...query, metrics: ['nothing'] } })],
    query: [kpi('a', 0, { query: { ...query, metrics: ['buyers'], by: 'sku' } })],
    group: [kpi('a', 0, { type: 'china-map', box: place(0), query: { ...query, by: 'shop' } })],
    unasked: [widget('a', { box: { x: 0, y: 100, width: 288, height: 124 } })],
    outside: [kpi('a', -10_000)],
    overlap: [kpi('b', 0), kpi('a', 100)],
    contrast: [widget('b', { type: 'image', box: place(0) }), kpi('a', 100)],
    small: [kpi('a', 0, { zoom: 0.9 })],
    cramped: [kpi('a', 0, { box: { x: 0, y: 100, width: 100, height: 124 } })],
    deep: Array.from({ length: 9 }, (_, index) => deep(`a${index}`, index % 2 === 0 ? 'globe' : 'columns-3d')),
    empty: [],
  };
  test.each(Object.entries(CAUSES) as [ProblemKind, Placed[]][])(
    'of the kind %s have a cause, and words for it in both languages',
    (kind, cause) => {
      const [one, ...others] = found(...cause).filter((problem) => problem.kind === kind);
      if (!one) throw new Error(`nothing is found but ${kinds(...cause)}`);
      expect(others).toEqual([]);
      expect(one.widgets[0]?.id.slice(0, 1)).toBe(kind === 'empty' ? undefined : 'a');
      const chinese = problemHead(one, 'zh-CN') + problemNote(one, 'zh-CN') + fixWords(one, 'zh-CN');
      const english = problemHead(one, 'en') + problemNote(one, 'en') + fixWords(one, 'en');
      expect(chinese).toMatch(/\p{Script=Han}/u);
      expect(english).not.toMatch(/\p{Script=Han}/u);
      expect(problemNote(one, 'zh-CN')).not.toMatch(/expected|metrics;/);
      if (one.fix) expect(kindsOf(one.fix.edit(wall(cause)))).not.toContain(kind);
    },
  );

  test('are not made by eight deep drawings, nor by a picture that lies above', () => {
    const eight = Array.from({ length: 8 }, (_, index) => deep(`a${index}`, 'globe'));
    expect(found(...eight).filter(({ kind }) => kind === 'deep')).toEqual([]);
    const above = found(kpi('a', 100), widget('b', { type: 'image', box: place(0) }));
    expect(above.filter(({ kind }) => kind === 'contrast')).toEqual([]);
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

  test('of a page that nobody has put anything on wait until it is published, and say what it is called', () => {
    const page = (id: string, widgets: Placed[]) => ({ id, widgets, title: { 'zh-CN': '库存' } });
    const document = { ...wall([]), pages: [page('one', []), page('two', [kpi('a', 0, { hidden: true })])] };
    const all = problems(document, WIDGETS);
    expect(all.map(({ kind, page }) => `${kind} ${page}`)).toEqual(['empty one', 'empty two']);
    expect(pressing(all, document).map(({ page }) => page)).toEqual(['two']);
    expect(problemHead(all[0] as (typeof all)[0], 'zh-CN')).toBe('「库存」上什么都没有');
    const broken = wall([kpi('a', -10_000)]);
    expect(pressing(problems(broken, WIDGETS), broken).map(({ kind }) => kind)).toEqual(['outside']);
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
