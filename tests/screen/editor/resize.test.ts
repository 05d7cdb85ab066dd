import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { around } from '../../../screen/editor/boxes.ts';
import { HANDLES, leastAround, pullOf, resized, scaled } from '../../../screen/editor/resize.ts';
import { boxes, whole } from '../../support/layouts.ts';
import { seeded } from '../../support/seed.ts';

const box = { x: 100, y: 100, width: 200, height: 100 };
const plain = { ratio: false, centre: false };

describe('a handle that is pulled', () => {
  test.each([
    ['e', { x: 100, y: 100, width: 230, height: 100 }],
    ['w', { x: 130, y: 100, width: 170, height: 100 }],
    ['s', { x: 100, y: 100, width: 200, height: 120 }],
    ['n', { x: 100, y: 120, width: 200, height: 80 }],
    ['nw', { x: 130, y: 120, width: 170, height: 80 }],
    ['se', { x: 100, y: 100, width: 230, height: 120 }],
  ] as const)('%s moves its own sides and no other', (handle, made) => {
    expect(resized(box, handle, { x: 30, y: 20 }, plain)).toEqual(made);
  });

  test('keeps the ratio by the side that went farther, and around the middle where it pulls only one axis', () => {
    expect(resized(box, 'se', { x: 100, y: 0 }, { ratio: true, centre: false })).toEqual({
      ...box,
      width: 300,
      height: 150,
    });
    expect(resized(box, 'e', { x: 100, y: 0 }, { ratio: true, centre: false })).toEqual({
      x: 100,
      y: 75,
      width: 300,
      height: 150,
    });
  });

  test('keeps the middle', () => {
    expect(resized(box, 'se', { x: 10, y: 10 }, { ratio: false, centre: true })).toEqual({
      x: 90,
      y: 90,
      width: 220,
      height: 120,
    });
  });

  test('never makes a box smaller than 40 × 40, and never moves a side that it does not pull', () => {
    fc.assert(
      fc.property(
        boxes,
        fc.constantFrom(...HANDLES),
        fc.record({ x: whole(-2_000, 2_000), y: whole(-2_000, 2_000) }),
        fc.boolean(),
        (from, handle, by, ratio) => {
          const to = resized(from, handle, by, { ratio, centre: false });
          const pull = pullOf(handle);
          expect(Math.min(to.width, to.height)).toBeGreaterThanOrEqual(40);
          if (pull.x > 0) expect(to.x).toBe(from.x);
          if (pull.x < 0) expect(to.x + to.width).toBe(from.x + from.width);
          if (pull.y > 0) expect(to.y).toBe(from.y);
          if (pull.y < 0) expect(to.y + to.height).toBe(from.y + from.height);
          expect(Object.values(to).every(Number.isInteger)).toBe(true);
        },
      ),
      seeded(200),
    );
  }, 30_000);
});

describe('several that are pulled together', () => {
  test('fill the new frame, and none falls below 40 × 40', () => {
    fc.assert(
      fc.property(
        fc.array(boxes, { minLength: 2, maxLength: 6 }),
        fc.constantFrom(...HANDLES),
        fc.record({ x: whole(-1_500, 1_500), y: whole(-1_500, 1_500) }),
        (members, handle, by) => {
          const from = around(members) ?? box;
          const to = resized(from, handle, by, { ...plain, least: leastAround(members, from) });
          const made = members.map((member) => scaled(member, from, to));
          expect(around(made)).toEqual(to);
          for (const one of made) expect(Math.min(one.width, one.height)).toBeGreaterThanOrEqual(39);
        },
      ),
      seeded(150),
    );
  }, 30_000);
});
