import type { Box } from '../../../layouts/document.ts';
import { holds, touches } from '../boxes.ts';

/** Between what is placed and what stands there, px. */
const GAP = 24;
/** Among more than so many nobody looks for a gap this way. */
const MOST = 60;

/**
 * The place nearest to where a box wants to be at which it lies over nothing and inside the margins; where there is none,
 * where it wants to be. Costs the cube of how many stand there.
 */
export function freePlace(wanted: Box, standing: readonly Box[], inside: Box): Box {
  if (standing.length > MOST) return wanted;
  const ways = (at: (box: Box) => number, length: (box: Box) => number): number[] => [
    at(wanted),
    at(inside),
    at(inside) + length(inside) - length(wanted),
    ...standing.flatMap((box) => [at(box), at(box) + length(box) + GAP, at(box) - length(wanted) - GAP]),
  ];
  const across = ways(
    ({ x }) => x,
    ({ width }) => width,
  );
  const down = ways(
    ({ y }) => y,
    ({ height }) => height,
  );
  const far = ({ x, y }: Box) => Math.hypot(x - wanted.x, y - wanted.y);
  let best: Box | undefined;
  for (const x of across)
    for (const y of down) {
      const box = { ...wanted, x, y };
      if (best && far(box) >= far(best)) continue;
      if (holds(inside, box) && !standing.some((one) => touches(one, box))) best = box;
    }
  return best ?? wanted;
}
