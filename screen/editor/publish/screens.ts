import type { Fit } from '../../../layouts/document.ts';
import type { ScreenGroup } from '../../../stream/contract/report.ts';
import { type Extent, fitCanvas } from '../../wall/fit.ts';
import { SMALLEST_TEXT } from '../problems.ts';

/** A size to look at a wall at. `screens`: how many of this size show the wall now, 0 for one that only might. */
export interface ScreenSize extends Extent {
  screens: number;
}

/** What walls are mostly hung on, also when none is on just now. */
export const USUAL_SIZES: readonly Extent[] = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 1366, height: 768 },
  { width: 1080, height: 1920 },
  { width: 5760, height: 1080 },
];
/** More sizes than these nobody chooses among; the ones most screens have come first. */
const MOST_REAL = 4;

/** The screens that show `layout` now, then sizes of other screens, then the usual ones; each size once. */
export function sizesFor(layout: string, groups: readonly ScreenGroup[]): ScreenSize[] {
  const own = groups.filter((group) => group.layout === layout);
  const real = [...own, ...groups.filter((group) => group.layout !== layout)]
    .map(({ width, height }) => ({ width, height }))
    .filter((size, index, all) => all.findIndex((other) => same(size, other)) === index)
    .slice(0, MOST_REAL);
  const usual = USUAL_SIZES.filter((size) => !real.some((other) => same(size, other)));
  return [...real, ...usual].map((size) => ({
    ...size,
    screens: own.find((group) => same(group, size))?.screens ?? 0,
  }));
}
export const same = (one: Extent, other: Extent) => one.width === other.width && one.height === other.height;

/** How a canvas looks on a screen. All px are of the screen. */
export interface Look {
  /** How much larger its text is than on the canvas. */
  scale: number;
  /** The smallest text a wall is made with. */
  text: number;
  /** Empty beside the canvas, on each side; less than 0 is cut off. */
  margin: { x: number; y: number };
}
export function lookOf(canvas: Extent, screen: Extent, fit: Fit): Look {
  const { scaleX, scaleY } = fitCanvas(canvas, screen, fit);
  const scale = Math.min(scaleX, scaleY);
  const around = (room: number, length: number) => Math.round((room - length) / 2);
  return {
    scale,
    text: Math.round(SMALLEST_TEXT * scale),
    margin: { x: around(screen.width, canvas.width * scaleX), y: around(screen.height, canvas.height * scaleY) },
  };
}

/** Both: two pictures that do not touch. Slide: one over the other up to a line. Overlay: one shines through the other. */
export const COMPARISONS = ['both', 'slide', 'overlay'] as const;
export type Comparison = (typeof COMPARISONS)[number];

const GAP = 16;
/** What one picture's caption takes, and the bar below a comparison in one place. */
const CAPTION = 34;
const BAR = 44;

/** How wide the pictures are drawn in `room`, and whether two stand beside each other because they are larger so. */
export function arrange(room: Extent, screen: Extent, comparison: Comparison, two: boolean) {
  const ratio = screen.width / screen.height;
  const within = (width: number, height: number) => Math.max(0, Math.floor(Math.min(width, height * ratio)));
  if (!two) return { width: within(room.width, room.height - CAPTION), beside: false };
  if (comparison !== 'both') return { width: within(room.width, room.height - CAPTION - BAR), beside: false };
  const below = within(room.width, room.height / 2 - CAPTION);
  const beside = within((room.width - GAP) / 2, room.height - CAPTION);
  return { width: Math.max(below, beside), beside: beside > below };
}
