import type { Point } from '../boxes.ts';
import type { Room } from '../viewport.ts';

/** So near the border the canvas begins to move, px. */
const ZONE = 28;
/** At the border it moves as fast as this, px a second. */
const FASTEST = 900;

/** How fast the canvas has to come towards a hand that drags near the border of the stage, or beyond it, px a second. */
export function edgePull({ x, y }: Point, { width, height }: Room): Point {
  const along = (at: number, length: number) => {
    const depth = Math.max(ZONE - at, 0) - Math.max(at - (length - ZONE), 0);
    return FASTEST * Math.max(-1, Math.min(1, depth / ZONE));
  };
  return { x: along(x, width), y: along(y, height) };
}
