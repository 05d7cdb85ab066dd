import { describe, expect, test } from 'vitest';
import {
  addPage,
  emptyPage,
  lasting,
  pageName,
  putPage,
  removePage,
  renamePage,
  twinOf,
} from '../../../screen/editor/paging.ts';
import { layoutOf } from '../../support/layouts.ts';

const layout = layoutOf(2);
const ids = (made: typeof layout) => made.pages.map(({ id }) => id);

describe('pages', () => {
  test('are added, doubled behind their model, moved and removed; the last one stays', () => {
    const grown = addPage(twinOf(layout, layout.pages[0]!), 'main')(addPage(emptyPage(layout))(layout));
    expect(ids(grown)).toEqual(['main', 'main-2', 'second', 'page']);
    expect(ids(putPage('page', 0)(grown))).toEqual(['page', 'main', 'main-2', 'second']);
    const one = removePage('second')(layout);
    expect(ids(one)).toEqual(['main']);
    expect(removePage('main')(one)).toBe(one);
  });

  test('have a name in each language, or their number', () => {
    const renamed = renamePage('second', 'en', ' Channels ')(layout);
    expect(pageName(renamed.pages[1]!, 1, 'zh-CN')).toBe('Channels');
    expect(renamePage('second', 'en', '')(renamed)).toEqual(layout);
    expect(pageName(layout.pages[1]!, 1, 'en')).toBe('Page 2');
    expect(renamePage('main', 'en', 'Main')(layout)).toBe(layout);
  });

  test('stand from 5 seconds to a day', () => {
    expect(lasting('main', 1)(layout).pages[0]?.seconds).toBe(5);
    expect(lasting('main', 1e9)(layout).pages[0]?.seconds).toBe(86_400);
    expect(lasting('main', 30)(layout)).toBe(layout);
  });

  test('are twenty at most', () => {
    let full = layout;
    for (let count = 0; count < 30; count += 1) full = addPage(emptyPage(full))(full);
    expect(full.pages.length).toBe(20);
  });
});
