import type { Box } from '../../layouts/document.ts';
import type { Point } from './boxes.ts';

export interface Room {
  width: number;
  height: number;
}
/** How the canvas lies in the stage: its scale, and where its left upper corner is, px of the screen. */
export interface Viewport {
  zoom: number;
  x: number;
  y: number;
}

const LEAST_ZOOM = 0.02;
const MOST_ZOOM = 8;
/** What `+` and `−` go through. */
const STOPS = [0.05, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.5, 2, 3, 4, 6, 8];

const clamp = (zoom: number) => Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom));

export const toCanvas = ({ zoom, x, y }: Viewport, at: Point): Point => ({
  x: (at.x - x) / zoom,
  y: (at.y - y) / zoom,
});
export const toScreen = ({ zoom, x, y }: Viewport, at: Point): Point => ({ x: at.x * zoom + x, y: at.y * zoom + y });
export const boxToScreen = (view: Viewport, box: Box): Box => ({
  ...toScreen(view, box),
  width: box.width * view.zoom,
  height: box.height * view.zoom,
});

/** Another zoom under which the place `at` of the screen shows the same place of the canvas. */
export function zoomedAt(view: Viewport, at: Point, wanted: number): Viewport {
  const zoom = clamp(wanted);
  const held = toCanvas(view, at);
  return { zoom, x: at.x - held.x * zoom, y: at.y - held.y * zoom };
}

/** The viewport that shows a box in the middle of the room, as large as it fits, so many px away from its sides. */
export function fitted(box: Box, room: Room, free: Point, most = MOST_ZOOM): Viewport {
  const inside = { width: Math.max(1, room.width - 2 * free.x), height: Math.max(1, room.height - 2 * free.y) };
  const zoom = Math.min(most, clamp(Math.min(inside.width / box.width, inside.height / box.height)));
  return centred(box, room, zoom);
}

export const centred = (box: Box, room: Room, zoom: number): Viewport => ({
  zoom,
  x: room.width / 2 - (box.x + box.width / 2) * zoom,
  y: room.height / 2 - (box.y + box.height / 2) * zoom,
});

/** The next stop from a zoom, larger or smaller. */
export const nextStop = (zoom: number, larger: boolean): number =>
  (larger ? STOPS.find((stop) => stop > zoom + 0.001) : STOPS.findLast((stop) => stop < zoom - 0.001)) ?? zoom;
