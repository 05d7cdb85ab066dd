import type { Box } from '../../../layouts/document.ts';
import { holds, touches } from '../boxes.ts';

/** Between what is placed and what stands there, px. */
const GAP = 24;
/** Among more than so many nobody looks for a gap this way. */
const MOST = 60;

/**
 * The first place, in the order in which one reads, at which a box of this size lies over nothing and inside the margins:
 * what is placed one after the other stands in rows. Undefined where there is no room. Costs the cube of how many stand there.
 */
export function freePlace({ width, height }: Box, standing: readonly Box[], inside: Box): Box | undefined {
  if (standing.length > MOST) return undefined;
  const rising = (places: readonly number[]) => [...new Set(places)].sort((a, b) => a - b);
  const down = rising([inside.y, ...standing.map((box) => box.y), ...standing.map((box) => box.y + box.height + GAP)]);
  const across = rising([inside.x, ...standing.map((box) => box.x), ...standing.map((box) => box.x + box.width + GAP)]);
  for (const y of down)
    for (const x of across) {
      const box = { x, y, width, height };
      if (holds(inside, box) && !standing.some((one) => touches(one, box))) return box;
    }
  return undefined;
}
