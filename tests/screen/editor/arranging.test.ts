import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Layout, Placed } from '../../../layouts/document.ts';
import { align, broughtBack, distribute, sameSize } from '../../../screen/editor/arranging.ts';
import { marked, widgetAt } from '../../../screen/editor/boxes.ts';
import { group, ungroup, withGroups } from '../../../screen/editor/groups.ts';
import { putBelow, reorder } from '../../../screen/editor/ordering.ts';
import { copies, remove } from '../../../screen/editor/placing.ts';
import { boxes, layoutOf } from '../../support/layouts.ts';
import { seeded } from '../../support/seed.ts';

const widgetsOf = (layout: Layout): Placed[] => layout.pages[0]?.widgets ?? [];
const idsOf = (layout: Layout) => widgetsOf(layout).map(({ id }) => id);
const boxOf = (layout: Layout, id: string) => widgetsOf(layout).find((widget) => widget.id === id)?.box;
function standing(...places: Placed['box'][]): Layout {
  const layout = layoutOf(places.length);
  widgetsOf(layout).forEach((widget, index) => {
    widget.box = places[index] ?? widget.box;
  });
  return layout;
}
const at = (x: number, y: number, width = 100, height = 100) => ({ x, y, width, height });
const all = ['w0', 'w1', 'w2'];

describe('aligning', () => {
  const layout = standing(at(10, 0), at(50, 0, 200), at(400, 0, 60));
  test.each([
    ['start', [10, 10, 10]],
    ['middle', [185, 135, 205]],
    ['end', [360, 260, 400]],
  ] as const)('brings all of them to the %s of the box around them', (side, places) => {
    const made = align('main', all, 'x', side)(layout);
    expect(widgetsOf(made).map(({ box }) => box.x)).toEqual(places);
  });

  test('brings one alone to the canvas, and a group as a whole', () => {
    expect(boxOf(align('main', ['w2'], 'x', 'end')(layout), 'w2')?.x).toBe(1_860);
    const grouped = group('main', ['w0', 'w1'])(layout);
    const made = align('main', all, 'x', 'end')(grouped);
    expect(widgetsOf(made).map(({ box }) => box.x)).toEqual([220, 260, 400]);
  });

  test('changes nothing where all stand already', () => {
    const made = align('main', all, 'x', 'start')(layout);
    expect(align('main', all, 'x', 'start')(made)).toBe(made);
  });
});

describe('distributing', () => {
  test('makes gaps that differ by at most one px, the outer two stay', () => {
    fc.assert(
      fc.property(fc.array(boxes, { minLength: 3, maxLength: 8 }), (places) => {
        const layout = standing(...places);
        const ids = idsOf(layout);
        const order = [...widgetsOf(layout)].sort((a, b) => a.box.x + a.box.width / 2 - b.box.x - b.box.width / 2);
        const made = distribute('main', ids, 'x')(layout);
        const rows = order.map(({ id }) => boxOf(made, id) ?? at(0, 0));
        const gaps = rows.slice(1).map((box, index) => box.x - (rows[index]?.x ?? 0) - (rows[index]?.width ?? 0));
        expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
        expect([rows[0]?.x, rows.at(-1)?.x]).toEqual([order[0]?.box.x, order.at(-1)?.box.x]);
      }),
      seeded(150),
    );
  }, 30_000);
});

test('the same size is that of the first that was selected', () => {
  const made = sameSize('main', ['w1', 'w0'])(standing(at(0, 0), at(500, 0, 70, 80)));
  expect(boxOf(made, 'w0')).toEqual(at(0, 0, 70, 80));
});

test('what stands beyond the canvas is brought back onto it, what is larger begins at its corner', () => {
  const made = broughtBack('main', all)(standing(at(-10_000, 20), at(1_900, 5_000), at(-50, -50, 3_000, 2_000)));
  expect(widgetsOf(made).map(({ box }) => [box.x, box.y])).toEqual([
    [0, 20],
    [1_820, 980],
    [0, 0],
  ]);
});

describe('order', () => {
  const layout = layoutOf(4);
  test.each([
    ['front', ['w1', 'w3', 'w0', 'w2']],
    ['back', ['w0', 'w2', 'w1', 'w3']],
    ['forward', ['w1', 'w0', 'w3', 'w2']],
    ['backward', ['w0', 'w2', 'w1', 'w3']],
  ] as const)('%s', (way, ids) => {
    expect(idsOf(reorder('main', ['w0', 'w2'], way)(layout))).toEqual(ids);
  });

  test('of a dragged layer is below the one it was let go under, or on top of all', () => {
    expect(idsOf(putBelow('main', ['w0'], 'w3')(layout))).toEqual(['w1', 'w2', 'w0', 'w3']);
    expect(idsOf(putBelow('main', ['w0'], undefined)(layout))).toEqual(['w1', 'w2', 'w3', 'w0']);
    expect(putBelow('main', ['w2'], 'w3')(layout)).toBe(layout);
  });
});

describe('groups', () => {
  test('are taken as one, have ids of their own in copies, and fall apart when one is left', () => {
    const grouped = group('main', ['w0', 'w1'])(layoutOf(3));
    expect(withGroups(widgetsOf(grouped), ['w1'])).toEqual(['w0', 'w1']);
    const twins = copies(grouped.pages[0]!, ['w0', 'w1'], { x: 1, y: 1 });
    expect(twins?.map((twin) => [twin.id, twin.group])).toEqual([
      ['w0-2', 'group-2'],
      ['w1-2', 'group-2'],
    ]);
    expect(widgetsOf(remove('main', ['w0'])(grouped)).map((widget) => widget.group)).toEqual([undefined, undefined]);
    expect(ungroup('main', ['w0', 'w1'])(grouped)).toEqual(layoutOf(3));
  });
});

describe('the hand', () => {
  test('takes the uppermost that is neither locked nor hidden', () => {
    const [low, high] = widgetsOf(standing(at(0, 0), at(50, 50)));
    if (!low || !high) throw new Error('two widgets');
    expect(widgetAt([low, high], { x: 60, y: 60 })?.id).toBe('w1');
    expect(widgetAt([low, { ...high, locked: true }], { x: 60, y: 60 })?.id).toBe('w0');
    expect(widgetAt([{ ...low, hidden: true }, high], { x: 10, y: 10 })).toBeUndefined();
  });

  test('marks what it touches, or only what it holds', () => {
    const widgets = widgetsOf(standing(at(0, 0), at(150, 0), at(400, 0)));
    expect(marked(widgets, at(-10, -10, 200, 200), false).map(({ id }) => id)).toEqual(['w0', 'w1']);
    expect(marked(widgets, at(-10, -10, 200, 200), true).map(({ id }) => id)).toEqual(['w0']);
  });
});
