import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Layout } from '../../../layouts/document.ts';
import { differences } from '../../../screen/editor/differences.ts';
import { type Collision, merge, settle } from '../../../screen/editor/merge.ts';
import { seeded } from '../../support/seed.ts';
import { anyWall, wall, widget } from './documents.ts';

const query = { metrics: ['gmv'], window: 'today' as const };
const at = ({ path }: Collision) => path.join('.');
const same = (one: Layout, other: Layout) => expect(differences(one, other)).toEqual([]);

describe('a merge', () => {
  test('takes what each has done, in one widget too, and asks only where both did something else with the same', () => {
    const base = wall([widget('a', { query }), widget('b'), widget('c')]);
    const mine = wall([
      widget('a', { query: { ...query, compare: 'last_year' }, options: { size: 'large' } }),
      widget('b', { box: { x: 9, y: 0, width: 200, height: 100 } }),
      widget('c'),
      widget('d'),
    ]);
    const theirs = wall([
      widget('a', { query: { ...query, compare: 'last_week' }, title: { 'zh-CN': '新' } }),
      widget('b'),
    ]);
    const { document, collisions } = merge(base, mine, theirs);
    expect(collisions).toEqual([
      {
        path: ['pages', 'main', 'widgets', 'a', 'query', 'compare'],
        base: undefined,
        mine: 'last_year',
        theirs: 'last_week',
      },
    ]);
    const joined = (compare: 'last_year' | 'last_week') =>
      wall([
        widget('a', { query: { ...query, compare }, options: { size: 'large' }, title: { 'zh-CN': '新' } }),
        widget('b', { box: { x: 9, y: 0, width: 200, height: 100 } }),
        widget('d'),
      ]);
    same(document, joined('last_year'));
    same(settle(document, collisions[0] as Collision, theirs), joined('last_week'));
  });

  test('asks about what one removed and the other changed, and brings it back to its place', () => {
    const base = wall([widget('a'), widget('b'), widget('c')]);
    const mine = wall([widget('a'), widget('c')]);
    const theirs = wall([widget('a'), widget('b', { title: { 'zh-CN': '新' } }), widget('c')]);
    const { document, collisions } = merge(base, mine, theirs);
    expect(collisions.map(at)).toEqual(['pages.main.widgets.b']);
    same(document, mine);
    same(settle(document, collisions[0] as Collision, theirs), theirs);
  });

  test('keeps two widgets that both have made by one name', () => {
    const base = wall([widget('a')]);
    const { document, collisions } = merge(
      base,
      wall([widget('a'), widget('new', { type: 'bars' })]),
      wall([widget('a'), widget('new', { type: 'clock' })]),
    );
    expect(collisions).toEqual([]);
    expect(document.pages[0]?.widgets.map(({ id, type }) => `${id} ${type}`)).toEqual([
      'a kpi',
      'new-2 bars',
      'new clock',
    ]);
  });

  test('never leaves a widget with query and queries', () => {
    const base = wall([widget('a', { query })]);
    const theirs = wall([widget('a', { queries: [query, query] })]);
    const { document, collisions } = merge(base, wall([widget('a', { query: { ...query, top: 3 } })]), theirs);
    expect(collisions.map(at)).toEqual(['pages.main.widgets.a.data']);
    for (const one of [document, settle(document, collisions[0] as Collision, theirs)]) {
      const [only] = one.pages[0]?.widgets ?? [];
      expect([only?.query, only?.queries].filter(Boolean).length).toBe(1);
    }
  });

  test('follows whoever put things into another order', () => {
    const base = wall([widget('a'), widget('b'), widget('c')]);
    const theirs = wall([widget('c'), widget('a'), widget('b')]);
    const mine = wall([widget('a'), widget('b'), widget('c'), widget('d')]);
    expect(merge(base, mine, theirs).document.pages[0]?.widgets.map(({ id }) => id)).toEqual(['c', 'd', 'a', 'b']);
  });

  test('with who did nothing is the other', () => {
    fc.assert(
      fc.property(anyWall, anyWall, (base, other) => {
        same(merge(base, base, other).document, other);
        same(merge(base, other, base).document, other);
        same(merge(base, other, other).document, other);
        expect(merge(base, base, other).collisions).toEqual([]);
      }),
      seeded(200),
    );
  });

  test('asks the same whoever was first, and loses no widget that somebody made or changed', () => {
    fc.assert(
      fc.property(anyWall, anyWall, anyWall, (base, mine, theirs) => {
        const { document, collisions } = merge(base, mine, theirs);
        const turned = merge(base, theirs, mine).collisions.map(at);
        // Where nothing would be left of all pages the question is about all of them.
        if (![...turned, ...collisions.map(at)].includes('pages'))
          expect(turned.sort()).toEqual(collisions.map(at).sort());
        const rows = (layout: Layout) =>
          layout.pages.flatMap(({ id, widgets }) => widgets.map((one) => `${id} ${one.id}`));
        const asked = collisions.map(at);
        for (const name of rows(theirs)) {
          const [page = '', id = ''] = name.split(' ');
          if (rows(base).includes(name) || rows(document).includes(name)) continue;
          expect(asked.some((path) => path === 'pages' || `pages.${page}.widgets.${id}`.startsWith(path))).toBe(true);
        }
      }),
      seeded(200),
    );
  });

  test('settled all one way has everything of that side that was asked about', () => {
    fc.assert(
      fc.property(anyWall, anyWall, anyWall, (base, mine, theirs) => {
        const { document, collisions } = merge(base, mine, theirs);
        let settled = document;
        for (const one of collisions) settled = settle(settled, one, theirs);
        expect(merge(theirs, settled, theirs).collisions).toEqual([]);
        const again = merge(base, settled, theirs);
        expect(again.collisions).toEqual([]);
      }),
      seeded(200),
    );
  });
});
