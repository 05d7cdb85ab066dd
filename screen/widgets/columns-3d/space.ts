import type { Point } from '../../chart/geojson.ts';

/** How the drawing is looked at, degrees: from above, and from the side. Parallel lines stay parallel, so that heights can be compared. */
export const VIEW = { alpha: 16, beta: 16 } as const;

/** A box in units of the space, and how many of them the widget is high. */
export interface Space {
  width: number;
  depth: number;
  height: number;
  tall: number;
}

const TALL = 100;
const [LEAST_DEPTH, MOST_DEPTH] = [0.08, 0.5];
const sine = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
const [DOWN, ASIDE] = [sine(VIEW.alpha), sine(VIEW.beta)];
const [UPRIGHT, ACROSS] = [cosine(VIEW.alpha), cosine(VIEW.beta)];

/** Px from the middle of a widget `px` high to a point of the box, given by its parts of −½ to ½: to the right, up, towards the viewer. */
export function pointOf(
  { width, depth, height, tall }: Space,
  px: number,
  parts: readonly [number, number, number],
): Point {
  const [along, up, near] = [parts[0] * width, parts[1] * height, parts[2] * depth];
  const scale = px / tall;
  return [(along * ACROSS - near * ASIDE) * scale, ((along * ASIDE + near * ACROSS) * DOWN - up * UPRIGHT) * scale];
}

/** The largest box of `columns` × `rows` square places that is seen within `room`, px of a widget `px` high. */
export function spaceFor(columns: number, rows: number, room: { width: number; height: number }, px: number): Space {
  const part = Math.min(MOST_DEPTH, Math.max(LEAST_DEPTH, rows / columns));
  const unit = TALL / px;
  const width = (Math.max(1, room.width) * unit) / (ACROSS + part * ASIDE);
  const depth = width * part;
  const floor = (width * ASIDE + depth * ACROSS) * DOWN;
  const height = (Math.max(1, room.height) * unit - floor) / UPRIGHT;
  return { width, depth, height: Math.max(TALL / 8, height), tall: TALL };
}
