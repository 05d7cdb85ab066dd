import type { Box } from '../../layouts/document.ts';

/** The measures of the templates: so wide is a column at least, so far apart, so far from the edge, px. */
const WIDTH = 132;
const GUTTER = 24;
const MARGIN = 36;
/** A wall of several zones has the columns of each: nothing but a picture of the whole crosses a seam. */
const ZONE = 1_920;

/** The columns in which the templates stand, left to right: twelve in each zone of 1,920, as many as have room in another canvas. */
export function columnsOf({ x, width }: Box): readonly { start: number; end: number }[] {
  const zones = width % ZONE === 0 ? width / ZONE : 1;
  const zone = width / zones;
  const count = Math.max(1, Math.floor((zone - 2 * MARGIN + GUTTER) / (WIDTH + GUTTER)));
  const pitch = (zone - 2 * MARGIN + GUTTER) / count;
  return Array.from({ length: zones * count }, (_, index) => {
    const start = x + Math.floor(index / count) * zone + MARGIN + (index % count) * pitch;
    return { start: Math.round(start), end: Math.round(start + pitch - GUTTER) };
  });
}
