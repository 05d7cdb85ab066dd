import { type Box, FARTHEST, type Placed } from '../../layouts/document.ts';

/** A place on the canvas or on the screen, px. */
export interface Point {
  x: number;
  y: number;
}

/** Around the hand: what is smaller cannot be held any more. */
export const LEAST = 40;
/** Between two lines of the grid, px. */
export const GRID = 12;

export const shifted = (box: Box, by: Point): Box => ({ ...box, x: box.x + by.x, y: box.y + by.y });

const held = (least: number, at: number, most: number) => Math.max(least, Math.min(at, most));

/** How far boxes go of a way that they go together: none of them leaves what a layout takes. */
export function reach(boxes: readonly Box[], by: Point): Point {
  const along = (axis: keyof Point) => {
    const places = boxes.map((box) => box[axis]);
    return held(-FARTHEST - Math.min(...places), by[axis], FARTHEST - Math.max(...places));
  };
  return { x: along('x'), y: along('y') };
}

/** The box as a layout takes it: no farther out and no longer than that, and not without any length. */
export const withinReach = ({ x, y, width, height }: Box): Box => ({
  x: held(-FARTHEST, x, FARTHEST),
  y: held(-FARTHEST, y, FARTHEST),
  width: held(1, width, FARTHEST),
  height: held(1, height, FARTHEST),
});

/** The box around all of them; undefined around none. */
export function around(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** The box with these two corners, whichever is which. */
export const between = (a: Point, b: Point): Box => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});

export const touches = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export const holds = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** The box moved onto a canvas of this size, no further than it must; what is larger than it begins at its corner. */
export function broughtInside(box: Box, canvas: { width: number; height: number }): Box {
  const place = (at: number, length: number, room: number) => Math.max(0, Math.min(at, room - length));
  return { ...box, x: place(box.x, box.width, canvas.width), y: place(box.y, box.height, canvas.height) };
}

export const isOn = ({ x, y }: Point, box: Box): boolean =>
  x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;

export const sameBox = (a: Box, b: Box): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** Whether the canvas lets a widget be taken; the layers always do. */
export const isTakable = ({ locked, hidden }: Placed): boolean => !locked && !hidden;

/** The uppermost widget at a place that can be taken. What is later in the page lies above. */
export const widgetAt = (widgets: readonly Placed[], at: Point): Placed | undefined =>
  widgets.findLast((widget) => isTakable(widget) && isOn(at, widget.box));

/** What a marquee takes: what it touches, or only what it holds entirely. */
export const marked = (widgets: readonly Placed[], box: Box, entirely: boolean): Placed[] =>
  widgets.filter((widget) => isTakable(widget) && (entirely ? holds(box, widget.box) : touches(box, widget.box)));
