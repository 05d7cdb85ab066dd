import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../../../layouts/document.ts';
import { shifted } from '../../../screen/editor/boxes.ts';
import { type Guide, span } from '../../../screen/editor/guides.ts';
import { guidesOf, snapMove, snapSides, targetsOf } from '../../../screen/editor/snap.ts';
import { boxes, whole } from '../../support/layouts.ts';
import { seeded } from '../../support/seed.ts';

const canvas: Box = { x: 0, y: 0, width: 1920, height: 1080 };
const placed = (all: readonly Box[]) => all.map((box, index) => ({ id: `w${index}`, type: 'kpi', box }));
const targets = (...all: Box[]) => targetsOf(placed(all), [], canvas);
const at = (x: number, y: number, width = 100, height = 100): Box => ({ x, y, width, height });
const lines = (guides: readonly Guide[]) => guides.flatMap((guide) => (guide.kind === 'line' ? [guide] : []));

describe('a frame that is moved', () => {
  test('is caught by an edge within 6 px of the screen, and not from farther away', () => {
    const other = targets(at(500, 500));
    expect(snapMove(at(0, 200), { x: 494, y: 0 }, other, 1).by.x).toBe(500);
    expect(snapMove(at(0, 200), { x: 493, y: 0 }, other, 1).by.x).toBe(493);
    expect(snapMove(at(0, 200), { x: 490, y: 0 }, other, 0.5).by.x).toBe(500);
    expect(snapMove(at(0, 200), { x: 496, y: 0 }, other, 2).by.x).toBe(496);
  });

  test('is let go only behind 8 px once it is held', () => {
    const other = targets(at(500, 500));
    const held = snapMove(at(0, 200), { x: 497, y: 0 }, other, 1);
    expect(snapMove(at(0, 200), { x: 508, y: 0 }, other, 1, { last: held }).by.x).toBe(500);
    expect(snapMove(at(0, 200), { x: 509, y: 0 }, other, 1, { last: held }).by.x).toBe(509);
  });

  test('stands in the middle between two, and says both gaps', () => {
    const row = targets(at(100, 303, 100), at(601, 311, 100));
    const { by, guides } = snapMove(at(0, 300, 100), { x: 347, y: 7 }, row, 1, { held: 'y' });
    expect(by.x).toBe(351);
    const gaps = guides.filter(({ kind, axis }) => kind === 'gap' && axis === 'x');
    expect(gaps.map((gap) => gap.kind === 'gap' && gap.to - gap.from)).toEqual([151, 150]);
  });

  test('stands as far behind its neighbour as that behind the next', () => {
    const row = targets(at(100, 303, 100), at(230, 311, 100));
    expect(snapMove(at(900, 290, 90), { x: -536, y: 0 }, row, 1).by.x).toBe(-540);
  });

  test('prefers an edge to a centre that is as near', () => {
    const { by } = snapMove(at(0, 700, 100), { x: 503, y: 0 }, targets(at(500, 300, 112)), 1);
    expect(by.x).toBe(500);
  });

  test('comes to stand within reach of where the hand is, in whole px, and stays there when asked again', () => {
    fc.assert(
      fc.property(
        boxes,
        fc.array(boxes, { maxLength: 12 }),
        fc.record({ x: whole(-900, 900), y: whole(-900, 900) }),
        fc.constantFrom(0.25, 0.45, 1, 2),
        (box, others, free, zoom) => {
          const all = targetsOf(placed(others), [], canvas);
          const { by, guides } = snapMove(box, free, all, zoom);
          for (const axis of ['x', 'y'] as const) {
            expect(Number.isInteger(by[axis])).toBe(true);
            expect(Math.abs(by[axis] - free[axis])).toBeLessThanOrEqual(6 / zoom + 0.5);
            expect(lines(guides).filter((line) => line.axis === axis).length).toBeLessThanOrEqual(2);
          }
          const alone = { ...all, frames: [] };
          const first = snapMove(box, free, alone, zoom).by;
          const again = snapMove(box, first, alone, zoom).by;
          expect([again.x - first.x, again.y - first.y].map(Math.abs)).toEqual([0, 0]);
        },
      ),
      seeded(200),
    );
  }, 30_000);

  test('shows only lines that it really shares with another frame', () => {
    fc.assert(
      fc.property(boxes, fc.array(boxes, { maxLength: 12 }), (box, others) => {
        const all = targetsOf(placed(others), [], canvas);
        for (const line of lines(guidesOf(box, all))) {
          const places = (one: Box) => Object.values(span(one, line.axis));
          expect(places(box).some((place) => Math.abs(place - line.at) < 1)).toBe(true);
          expect(all.lines.some((one) => places(one).some((place) => Math.abs(place - line.at) < 1))).toBe(true);
          expect(line.crosses.length).toBeGreaterThan(1);
        }
      }),
      seeded(150),
    );
  }, 30_000);

  test('goes where it is told when everything is moved with it', () => {
    fc.assert(
      fc.property(boxes, fc.array(boxes, { maxLength: 8 }), whole(-50, 50), (box, others, far) => {
        const by = { x: far, y: far };
        const first = snapMove(box, { x: 3, y: 3 }, { frames: others, lines: others, columns: [], canvas }, 1);
        const moved = others.map((other) => shifted(other, by));
        expect(
          snapMove(shifted(box, by), { x: 3, y: 3 }, { frames: moved, lines: moved, columns: [], canvas }, 1).by,
        ).toEqual(first.by);
      }),
      seeded(150),
    );
  }, 30_000);
});

describe('a side that is pulled', () => {
  test('stands in line with an edge that is near, the other sides stay', () => {
    expect(snapSides(at(100, 100, 395), { x: 1, y: 0 }, targets(at(500, 600)), 1)).toEqual({ x: 5, y: 0 });
    expect(snapSides(at(100, 100, 395), { x: 0, y: -1 }, targets(at(500, 600)), 1)).toEqual({ x: 0, y: 0 });
  });
});

test('hidden widgets and what is moved itself are no targets', () => {
  const widgets = [
    { id: 'a', type: 'kpi', box: at(1, 1) },
    { id: 'b', type: 'kpi', box: at(2, 2), hidden: true },
    { id: 'c', type: 'kpi', box: at(3, 3) },
  ];
  expect(targetsOf(widgets, ['a'], canvas).frames).toEqual([at(3, 3)]);
});
