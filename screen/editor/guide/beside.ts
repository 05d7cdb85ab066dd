import type { Box } from '../../../layouts/document.ts';
import { type Point, touches } from '../boxes.ts';
import type { Room } from '../viewport.ts';

/** Between a card and what it is about, and between it and the sides of the window, px. */
const GAP = 16;
const RIM = 12;

/** How much of two boxes lies over each other, px². */
const shared = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/**
 * Where a card stands beside what it is about: to its right, left, below or above, entirely in the room and never over it;
 * of these places the first that is clear of what else should be seen. Where none is, the corner that covers the least.
 */
export function beside(about: Box, card: Room, room: Room, seen: readonly Box[] = []): Point {
  const clamp = (at: number, length: number, whole: number) => Math.min(Math.max(RIM, at), whole - RIM - length);
  const along = (start: number, length: number, own: number, whole: number) =>
    [start, start + (length - own) / 2, start + length - own].map((at) => clamp(at, own, whole));
  const rows = along(about.y, about.height, card.height, room.height);
  const columns = along(about.x, about.width, card.width, room.width);
  const outside = seen.flatMap((box) =>
    columns.flatMap((x) => [box.y - GAP - card.height, box.y + box.height + GAP].map((y) => ({ x, y }))),
  );
  const places: Point[] = [
    ...rows.map((y) => ({ x: about.x + about.width + GAP, y })),
    ...rows.map((y) => ({ x: about.x - GAP - card.width, y })),
    ...columns.map((x) => ({ x, y: about.y + about.height + GAP })),
    ...columns.map((x) => ({ x, y: about.y - GAP - card.height })),
    ...outside.filter((at) => !touches({ ...at, ...card }, about)),
  ].filter(
    ({ x, y }) => x >= RIM && y >= RIM && x + card.width <= room.width - RIM && y + card.height <= room.height - RIM,
  );
  const corners = [RIM, room.width - RIM - card.width].flatMap((x) =>
    [room.height - RIM - card.height, RIM].map((y) => ({ x, y })),
  );
  const over = (at: Point) => shared({ ...at, ...card }, about);
  const clear = places.find((at) => !seen.some((box) => touches({ ...at, ...card }, box)));
  return clear ?? places[0] ?? corners.reduce((best, at) => (over(at) < over(best) ? at : best));
}
