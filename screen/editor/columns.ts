import type { Box, Page } from '../../layouts/document.ts';

export interface Column {
  start: number;
  end: number;
}
/** What a layout keeps to: the canvas without its margins, and the columns from left to right. */
export interface Ruling {
  inside: Box;
  columns: readonly Column[];
}

/** What is kept as long as the boxes show nothing else, px: so wide is a column at least, so far apart, so far from the edges. */
const WIDTH = 132;
const GUTTER = 24;
const MARGIN = { side: 36, end: 24 };
/** A wall of several zones has the columns of each: nothing but a picture of the whole crosses a seam. */
const ZONE = 1_920;
/** No margin and no gutter takes more of the length than this. */
const NARROW = 1 / 18;
/** Boxes that share so many lines have an order of their own. */
const OWN = 4;

/**
 * The ruling of a layout with these pages: twelve columns in each zone of 1,920, as many as have room in another canvas,
 * with the margins and the gutter that its widgets keep. When they share other lines than those, they are the columns
 * themselves. Costs a comparison of every pair of a page.
 */
export function rulingOf(canvas: Box, pages: readonly Pick<Page, 'widgets'>[]): Ruling {
  const rooms = pages.map(({ widgets }) => widgets.map(({ box }) => box));
  const boxes = rooms.flat();
  const zones = canvas.width % ZONE === 0 ? canvas.width / ZONE : 1;
  const zone = canvas.width / zones;
  const fromSeam = (at: number) => (((at - canvas.x) % zone) + zone) % zone;
  const side = kept(
    boxes.flatMap(({ x, width }) => [fromSeam(x), fromSeam(-x - width)]),
    zone * NARROW,
    MARGIN.side,
  );
  const end = (free: (box: Box) => number) => kept(boxes.map(free), canvas.height * NARROW, MARGIN.end);
  const top = end(({ y }) => y - canvas.y);
  const bottom = end(({ y, height }) => canvas.y + canvas.height - y - height);
  const inside = {
    x: canvas.x + side,
    y: canvas.y + top,
    width: canvas.width - 2 * side,
    height: canvas.height - top - bottom,
  };

  const columns = boxes.map(columnOf);
  const narrow = rooms.flatMap(gaps).filter((gap) => gap <= zone * NARROW);
  const grids = [GUTTER, ...repeated(narrow)].map((gutter) => gridOf(canvas.x, zone, zones, side, gutter));
  const grid = grids.reduce((best, one) => (standing(columns, one) > standing(columns, best) ? one : best));
  const sharing = sharers(columns);
  const lines = new Set(sharing.flatMap(linesOf)).size;
  const own = lines >= OWN && 2 * standing(sharing, grid) <= lines;
  return { inside, columns: own ? sharing : grid };
}

const right = ({ x, width }: Box) => x + width;
const columnOf = (box: Box): Column => ({ start: box.x, end: right(box) });

/** Those that come more than once, the most frequent first. */
function repeated(lengths: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const length of lengths) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts]
    .flatMap(([length, many]) => (many > 1 ? [{ length, many }] : []))
    .sort((a, b) => b.many - a.many || a.length - b.length)
    .map(({ length }) => length);
}

/** What most of them keep free, up to `most`; the `usual` length when no two agree. */
const kept = (free: readonly number[], most: number, usual: number): number =>
  repeated(free.filter((length) => length > 0 && length <= most))[0] ?? usual;

/** How far each box stands from the next one to the right in its row. */
const gaps = (boxes: readonly Box[]): number[] =>
  boxes.flatMap((box) => {
    const next = boxes.filter(({ x, y, height }) => x >= right(box) && y < box.y + box.height && box.y < y + height);
    return next.length > 0 ? [Math.min(...next.map(({ x }) => x)) - right(box)] : [];
  });

function gridOf(from: number, zone: number, zones: number, side: number, gutter: number): Column[] {
  const count = Math.max(1, Math.floor((zone - 2 * MARGIN.side + GUTTER) / (WIDTH + GUTTER)));
  const pitch = (zone - 2 * side + gutter) / count;
  return Array.from({ length: zones * count }, (_, index) => {
    const start = from + Math.floor(index / count) * zone + side + (index % count) * pitch;
    return { start: Math.round(start), end: Math.round(start + pitch - gutter) };
  });
}

const linesOf = ({ start, end }: Column) => [`from ${start}`, `to ${end}`];

/** Those that have a line in common with another one. */
function sharers(columns: readonly Column[]): Column[] {
  const counts = new Map<string, number>();
  for (const line of columns.flatMap(linesOf)) counts.set(line, (counts.get(line) ?? 0) + 1);
  return columns.filter((column) => linesOf(column).some((line) => (counts.get(line) ?? 0) > 1));
}

/** How many of the lines are also lines of the grid. */
function standing(columns: readonly Column[], grid: readonly Column[]): number {
  const there = new Set(grid.flatMap(linesOf));
  return [...new Set(columns.flatMap(linesOf))].filter((line) => there.has(line)).length;
}
