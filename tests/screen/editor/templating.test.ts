import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Layout } from '../../../layouts/document.ts';
import { blank, SIZES } from '../../../screen/admin/blank.ts';
import { furnish, suits } from '../../../screen/editor/templating.ts';

const templateOf = (id: string) => Layout.parse(JSON.parse(readFileSync(`layouts/${id}.json`, 'utf8')));
const [full, sharp, wide, tall] = SIZES.map(blank) as [Layout, Layout, Layout, Layout];

describe('a template on an empty page', () => {
  test('is what the template is, on the page that was there', () => {
    const executive = templateOf('executive');
    const made = furnish('main', executive)(full);
    expect(made.pages).toEqual(executive.pages);
    expect([made.id, made.title, made.canvas]).toEqual([full.id, full.title, full.canvas]);
  });

  test('keeps the name that the page has, and brings its further pages under ids that are free', () => {
    const channels = templateOf('channels');
    const named = { ...full, pages: full.pages.map((page) => ({ ...page, title: { en: 'Mine' } })) };
    const taken = { ...named, pages: [...named.pages, { id: channels.pages[1]?.id ?? '', widgets: [] }] };
    const made = furnish('main', channels)(taken);
    expect(made.pages[0]?.title).toEqual({ en: 'Mine' });
    expect(made.pages).toHaveLength(3);
    expect(made.pages[1]?.widgets).toEqual(channels.pages[1]?.widgets);
    expect(Layout.safeParse(made).success).toBe(true);
  });

  test('is as much larger as the canvas, with everything in it', () => {
    const executive = templateOf('executive');
    const made = furnish('main', executive)(sharp);
    const [before, after] = [executive.pages[0]?.widgets[0], made.pages[0]?.widgets[0]];
    expect(after?.box).toEqual({ x: 120, y: 72, width: 2616, height: 146 });
    expect(after?.zoom).toBeCloseTo((before?.zoom ?? 1) * 2);
    expect(Layout.safeParse(made).success).toBe(true);
  });

  test('keeps a hair line and what stands far out within what a layout takes', () => {
    const boxes = [
      { x: 0, y: 0, width: 1, height: 1 },
      { x: 20_000, y: -20_000, width: 20_000, height: 9 },
    ];
    const template = {
      ...full,
      pages: [{ id: 'main', widgets: boxes.map((box, at) => ({ id: `w${at}`, type: 'border', box })) }],
    };
    const small = { ...full, canvas: { ...full.canvas, width: 640, height: 360 } };
    for (const canvas of [small, sharp])
      expect(Layout.safeParse(furnish('main', template)(canvas)).error).toBeUndefined();
  });

  test('is offered only on a canvas of its shape, and never put over anything', () => {
    const { canvas } = templateOf('executive');
    expect([full, sharp, wide, tall].map((one) => suits(canvas, one.canvas))).toEqual([true, true, false, false]);
    expect(suits(templateOf('wide').canvas, wide.canvas)).toBe(true);
    const filled = furnish('main', templateOf('stock'))(full);
    expect(furnish('main', templateOf('executive'))(filled)).toBe(filled);
  });
});
