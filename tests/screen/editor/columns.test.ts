import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Layout } from '../../../layouts/document.ts';
import { columnsOf } from '../../../screen/editor/columns.ts';
import { guidesOf, snapMove, snapSides, targetsOf } from '../../../screen/editor/snap.ts';
import { edgePull } from '../../../screen/editor/stage/edgePull.ts';

const canvas = { x: 0, y: 0, width: 1_920, height: 1_080 };
const ROOM = join(import.meta.dirname, '../../../layouts');

describe('the columns', () => {
  test.each(['promotion', 'channels', 'stock'])('are those of the template %s', (name) => {
    const { pages } = JSON.parse(readFileSync(join(ROOM, `${name}.json`), 'utf8')) as Layout;
    const starts = new Set(columnsOf(canvas).map(({ start }) => start));
    for (const { box } of pages.flatMap(({ widgets }) => widgets)) expect(starts.has(box.x)).toBe(true);
  });

  test('keep the margins and fill every canvas', () => {
    for (const width of [320, 1_080, 1_366, 1_920, 2_560, 5_760]) {
      const columns = columnsOf({ ...canvas, width });
      expect([width, columns[0]?.start, columns.at(-1)?.end]).toEqual([width, 36, width - 36]);
      for (const { start, end } of columns) expect(end).toBeGreaterThan(start);
    }
    expect(columnsOf(canvas)).toHaveLength(12);
    expect(columnsOf({ ...canvas, width: 5_760 })).toHaveLength(36);
  });

  test('catch a left side at their left and a right side at their right, with a line down the canvas', () => {
    const targets = targetsOf([], [], canvas, columnsOf(canvas));
    const box = { x: 0, y: 500, width: 100, height: 40 };
    const { by, guides } = snapMove(box, { x: 500, y: 0 }, targets, 1);
    expect(by.x).toBe(504);
    expect(guides.filter(({ axis }) => axis === 'x')).toEqual([
      { kind: 'line', axis: 'x', at: 504, from: 0, to: 1_080, crosses: [] },
    ]);
    expect(snapMove(box, { x: 384, y: 0 }, targets, 1).by.x).toBe(380);
    expect(snapSides({ ...box, x: 40, width: 280 }, { x: 1, y: 0 }, targets, 1).x).toBe(4);
    expect(guidesOf({ ...box, x: 510 }, targets).filter(({ axis }) => axis === 'x')).toEqual([]);
  });
});

describe('the canvas comes towards a hand that drags near the border', () => {
  const room = { width: 900, height: 700 };
  test('faster the nearer it is, and no faster beyond it', () => {
    expect(edgePull({ x: 450, y: 350 }, room)).toEqual({ x: 0, y: 0 });
    const [far, near] = [edgePull({ x: 880, y: 350 }, room), edgePull({ x: 895, y: 350 }, room)];
    expect(far.x).toBeLessThan(0);
    expect(near.x).toBeLessThan(far.x);
    expect(edgePull({ x: 3_000, y: 350 }, room).x).toBe(edgePull({ x: 900, y: 350 }, room).x);
  });
  test('from every side', () => {
    expect(edgePull({ x: 0, y: 0 }, room)).toEqual({ x: 900, y: 900 });
    expect(edgePull({ x: 900, y: 700 }, room)).toEqual({ x: -900, y: -900 });
  });
});
