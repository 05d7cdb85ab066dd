import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Layout, Placed } from '../../../layouts/document.ts';
import { touches } from '../../../screen/editor/boxes.ts';
import { beside } from '../../../screen/editor/guide/beside.ts';
import { begun, type Course, noticed, type Seen, STEPS, stepOf } from '../../../screen/editor/guide/course.ts';
import { WIDGETS } from '../../../screen/widgets/index.ts';
import { layoutOf, whole } from '../../support/layouts.ts';
import { seeded } from '../../support/seed.ts';

const categoryOf = (type: string) => WIDGETS.get(type)?.category;
const seen = (document: Layout, revision = 0): Seen => ({ document, revision, categoryOf });
const withWidgets = (document: Layout, ...widgets: Placed[]): Layout => ({
  ...document,
  pages: document.pages.map((page, index) =>
    index === 0 ? { ...page, widgets: [...page.widgets, ...widgets] } : page,
  ),
});
const placed = (id: string, type: string, more: Partial<Placed> = {}): Placed => ({
  id,
  type,
  box: { x: 100, y: 100, width: 288, height: 124 },
  ...more,
});
const orders = { metrics: ['paid_orders'], window: 'today' as const };
const number = placed('kpi', 'kpi', { query: orders });
const asked = { ...number, query: { ...orders, metrics: ['gmv'] } };
const moved = { ...asked, box: { ...asked.box, x: 48 } };
const curve = placed('trend', 'trend', { box: { x: 400, y: 100, width: 600, height: 244 } });

/** The course after all of these looks. */
const led = (course: Course, ...looks: Seen[]) => looks.reduce(noticed, course);

describe('the first wall', () => {
  const empty = layoutOf(0);
  const start = begun(empty);

  test('goes on by what stands in the layout: a number, its query, its place, a curve beside it, a revision', () => {
    const walk: Seen[] = [
      seen(empty),
      seen(withWidgets(empty, number)),
      seen(withWidgets(empty, asked)),
      seen(withWidgets(empty, moved)),
      seen(withWidgets(empty, moved, curve)),
      seen(withWidgets(empty, moved, curve), 1),
    ];
    const steps = walk.map((look, index) => stepOf(led(start, ...walk.slice(0, index + 1)), look));
    expect(steps).toEqual([...STEPS, undefined]);
  });

  test('goes back with what is undone, and begins again with another number when the first is gone', () => {
    const course = led(start, seen(empty), seen(withWidgets(empty, number)), seen(withWidgets(empty, moved)));
    expect(stepOf(course, seen(withWidgets(empty, moved)))).toBe('curve');
    expect(stepOf(course, seen(withWidgets(empty, number)))).toBe('ask');
    const gone = led(course, seen(empty));
    expect(stepOf(gone, seen(empty))).toBe('place');
    const other = placed('flip-number', 'flip-number', { query: orders });
    expect(stepOf(led(gone, seen(withWidgets(empty, other))), seen(withWidgets(empty, other)))).toBe('ask');
  });

  test('takes nothing for done that stood there before', () => {
    const before = withWidgets(empty, number, curve);
    const course = led(begun(before), seen(before, 4));
    expect(stepOf(course, seen(before, 4))).toBe('place');
    const more = withWidgets(before, { ...asked, id: 'kpi-2' });
    expect(stepOf(led(course, seen(more, 4)), seen(more, 4))).toBe('ask');
  });

  test('wants the curve beside the number, not over it, and not on another page', () => {
    const course = led(start, seen(withWidgets(empty, number)), seen(withWidgets(empty, moved)));
    const over = withWidgets(empty, moved, { ...curve, box: { ...curve.box, x: 60 } });
    expect(stepOf(course, seen(over))).toBe('curve');
    const elsewhere = withWidgets(empty, moved);
    const second = {
      ...elsewhere,
      pages: elsewhere.pages.map((p) => (p.id === 'second' ? { ...p, widgets: [curve] } : p)),
    };
    expect(stepOf(course, seen(second))).toBe('curve');
  });

  test('skips what is to be skipped, and knows no revision before the server told one', () => {
    const course: Course = {
      ...led(start, { ...seen(withWidgets(empty, number)), revision: undefined }),
      skipped: ['ask', 'arrange', 'curve'],
    };
    expect(course.revision).toBeUndefined();
    expect(stepOf(course, seen(withWidgets(empty, number), 3))).toBe('publish');
    const told = led(course, seen(withWidgets(empty, number), 3));
    expect(stepOf(told, seen(withWidgets(empty, number), 3))).toBe('publish');
    expect(stepOf(told, seen(withWidgets(empty, number), 4))).toBeUndefined();
  });

  test('is the same course while nothing is new', () => {
    const course = led(start, seen(withWidgets(empty, number)));
    expect(noticed(course, seen(withWidgets(empty, asked)))).toBe(course);
  });
});

describe('the card', () => {
  const room = { width: 1440, height: 900 };
  const card = { width: 288, height: 196 };
  const boxes = fc.record({ x: whole(0, 1_300), y: whole(0, 860), width: whole(10, 800), height: whole(10, 640) });

  test('never lies over what it points at, and stays in the window', () => {
    fc.assert(
      fc.property(boxes, fc.array(boxes, { maxLength: 2 }), (about, others) => {
        const at = { ...beside(about, card, room, others), ...card };
        expect(at.x).toBeGreaterThanOrEqual(0);
        expect(at.y).toBeGreaterThanOrEqual(0);
        expect(at.x + at.width).toBeLessThanOrEqual(room.width);
        expect(at.y + at.height).toBeLessThanOrEqual(room.height);
        expect(touches(at, about)).toBe(false);
      }),
      seeded(300),
    );
  });

  test('leaves what else should be seen free where it can', () => {
    const about = { x: 500, y: 400, width: 96, height: 80 };
    const right = { x: 600, y: 100, width: 600, height: 600 };
    expect(touches({ ...beside(about, card, room), ...card }, right)).toBe(true);
    expect(touches({ ...beside(about, card, room, [right]), ...card }, right)).toBe(false);
  });

  test('stands above a foot that holds what it points at, and below a head', () => {
    const foot = { x: 1_056, y: 800, width: 384, height: 100 };
    const button = { x: 1_160, y: 850, width: 270, height: 36 };
    expect(beside(button, card, room, [foot]).y).toBe(800 - 16 - card.height);
    const head = { x: 0, y: 0, width: 1_440, height: 48 };
    expect(beside({ x: 1_360, y: 10, width: 70, height: 28 }, card, room, [head]).y).toBeGreaterThan(48);
  });

  test('covers the least where there is no room beside', () => {
    const at = { ...beside({ x: 100, y: 0, width: 1_340, height: 900 }, card, room), ...card };
    expect(at.x).toBe(12);
  });
});
