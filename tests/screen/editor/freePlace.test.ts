import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holds, touches } from '../../../screen/editor/boxes.ts';
import { freePlace } from '../../../screen/editor/palette/freePlace.ts';
import { boxes } from '../../support/layouts.ts';
import { seeded } from '../../support/seed.ts';

const inside = { x: 36, y: 24, width: 1_848, height: 1_032 };
const middle = (width: number, height: number) => ({ x: 960 - width / 2, y: 540 - height / 2, width, height });

test('the first one stands in the middle, the next ones beside it, nearest first', () => {
  const first = freePlace(middle(288, 124), [], inside);
  expect(first).toEqual(middle(288, 124));
  const second = freePlace(middle(600, 240), [first], inside);
  expect(second).toEqual({ x: 660, y: 626, width: 600, height: 240 });
  expect(freePlace(middle(600, 240), [first, second], inside)).toMatchObject({ x: 660, y: 214 });
});

test('what is placed lies over nothing, unless there is no room', () => {
  fc.assert(
    fc.property(fc.array(boxes, { maxLength: 12 }), (standing) => {
      const wanted = middle(288, 124);
      const found = freePlace(wanted, standing, inside);
      const free = holds(inside, found) && !standing.some((box) => touches(box, found));
      expect(free || (found.x === wanted.x && found.y === wanted.y)).toBe(true);
    }),
    seeded(300),
  );
  expect(freePlace(middle(288, 124), [inside], inside)).toEqual(middle(288, 124));
});
