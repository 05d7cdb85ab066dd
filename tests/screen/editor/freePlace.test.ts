import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box } from '../../../layouts/document.ts';
import { holds, touches } from '../../../screen/editor/boxes.ts';
import { freePlace } from '../../../screen/editor/palette/freePlace.ts';
import { WIDGETS } from '../../../screen/widgets/index.ts';
import { boxes } from '../../support/layouts.ts';
import { seeded } from '../../support/seed.ts';

const inside = { x: 36, y: 24, width: 1_848, height: 1_032 };
const sized = (type: string): Box => {
  const { width = 0, height = 0 } = WIDGETS.get(type)?.sizes.usual ?? {};
  return { x: 0, y: 0, width, height };
};

test('what is placed one after the other stands in rows from the upper left, as it is read', () => {
  const standing: Box[] = [];
  for (const type of ['flip-number', 'kpi', 'bars', 'trend', 'ranking']) {
    const found = freePlace(sized(type), standing, inside);
    if (!found) throw new Error(`no room for ${type}`);
    standing.push(found);
  }
  expect(standing[0]).toMatchObject({ x: 36, y: 24 });
  expect(standing[1]).toMatchObject({ x: 1_284, y: 24 });
  expect(standing[2]?.x).toBe(1_284);
  expect(standing.slice(2).every(({ y }) => y > 24)).toBe(true);
});

test('what is placed lies over nothing, unless there is no room', () => {
  fc.assert(
    fc.property(fc.array(boxes, { maxLength: 12 }), (standing) => {
      const found = freePlace(sized('kpi'), standing, inside);
      if (found) expect(holds(inside, found) && !standing.some((box) => touches(box, found))).toBe(true);
    }),
    seeded(300),
  );
  expect(freePlace(sized('kpi'), [inside], inside)).toBeUndefined();
});
