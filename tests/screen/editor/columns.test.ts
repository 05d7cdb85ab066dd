import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Layout } from '../../../layouts/document.ts';
import { rulingOf } from '../../../screen/editor/columns.ts';
import { guidesOf, snapMove, snapSides, targetsOf } from '../../../screen/editor/snap.ts';
import { edgePull } from '../../../screen/editor/stage/edgePull.ts';

const canvas = { x: 0, y: 0, width: 1_920, height: 1_080 };
const ROOM = join(import.meta.dirname, '../../../layouts');

const documentOf = (name: string) => JSON.parse(readFileSync(join(ROOM, `${name}.json`), 'utf8')) as Layout;
const ruled = ({ canvas: { width, height }, pages }: Layout) => rulingOf({ x: 0, y: 0, width, height }, pages);
const empty = (width: number) => rulingOf({ ...canvas, width }, []);

/** What a template puts beside its columns on purpose: titles that end with their words, and the upper row of the wide wall. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  channels: ['right of title', 'right of title'],
  stock: ['right of title'],
  wide: [
    'right of curve',
    'left of channels',
    'right of title',
    'left of clock',
    'right of regions',
    'left of hot',
    'right of hot',
    'left of cover',
  ],
};

describe('the columns', () => {
  const names = readdirSync(ROOM).flatMap((file) => /^(?!.*schema)(.+)\.json$/.exec(file)?.[1] ?? []);
  test.each(names)('are those of the template %s', (name) => {
    const layout = documentOf(name);
    const { columns } = ruled(layout);
    const starts = new Set(columns.map(({ start }) => start));
    const ends = new Set(columns.map(({ end }) => end));
    const off = layout.pages.flatMap(({ widgets }) =>
      widgets.flatMap(({ id, box }) => [
        ...(starts.has(box.x) ? [] : [`left of ${id}`]),
        ...(ends.has(box.x + box.width) ? [] : [`right of ${id}`]),
      ]),
    );
    expect(off).toEqual(BESIDE[name] ?? []);
  });

  test('keep the margins of the template', () => {
    const margins = Object.fromEntries(names.map((name) => [name, ruled(documentOf(name)).inside]));
    const usual = { x: 36, y: 24, width: 1_848, height: 1_032 };
    expect(margins).toEqual({
      channels: usual,
      promotion: usual,
      stock: usual,
      executive: { x: 60, y: 36, width: 1_800, height: 1_020 },
      wide: { x: 60, y: 40, width: 5_640, height: 1_016 },
    });
  });

  test('stay those of an empty wall while a few widgets stand anywhere', () => {
    const widgets = [
      { id: 'a', type: 'kpi', box: { x: 500, y: 300, width: 333, height: 120 } },
      { id: 'b', type: 'kpi', box: { x: 500, y: 500, width: 200, height: 120 } },
    ];
    expect(rulingOf(canvas, [{ widgets }])).toEqual(empty(1_920));
  });

  test('keep the margins and fill every canvas', () => {
    for (const width of [320, 1_080, 1_366, 1_920, 2_560, 5_760]) {
      const { columns } = empty(width);
      expect([width, columns[0]?.start, columns.at(-1)?.end]).toEqual([width, 36, width - 36]);
      for (const { start, end } of columns) expect(end).toBeGreaterThan(start);
    }
    expect(empty(1_920).columns).toHaveLength(12);
    expect(empty(5_760).columns).toHaveLength(36);
  });

  test('catch a left side at their left and a right side at their right, with a line down the canvas', () => {
    const targets = targetsOf([], [], canvas, empty(1_920));
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
