import type { Box, Placed } from '../../layouts/document.ts';
import { type Point, shifted } from './boxes.ts';
import { type Ruling, rulingOf } from './columns.ts';
import { gapGuides, gapWishes } from './gaps.ts';
import { type Axis, type Guide, otherAxis, type Span, span } from './guides.ts';

/** A frame holds within so many px of the screen, and lets go behind so many. */
const CATCH = 6;
const RELEASE = 8;
/** At most so many lines an axis. */
const LINES = 2;

export interface Snapped {
  by: Point;
  guides: Guide[];
  /** Whether it holds on this axis. */
  holds: Record<Axis, boolean>;
}
/** A way to go on an axis; of two equally near ones the smaller rank wins: edges, centres, gaps, columns. */
export interface Wish {
  delta: number;
  rank: number;
}

/** What frames can snap to: every other widget that is seen, and with lines also the canvas and its margins. */
export interface Targets {
  frames: readonly Box[];
  lines: readonly Box[];
  /** Columns catch a left side at their left, a right side at their right. */
  columns: Ruling['columns'];
  canvas: Box;
}
export function targetsOf(
  widgets: readonly Placed[],
  ids: readonly string[],
  canvas: Box,
  { inside, columns }: Ruling = { ...rulingOf(canvas, []), columns: [] },
): Targets {
  const moved = new Set(ids);
  const frames = widgets.filter(({ id, hidden }) => !moved.has(id) && !hidden).map(({ box }) => box);
  return { frames, lines: [...frames, canvas, inside], columns, canvas };
}

/** A frame that would be moved by `free`, on an axis: where it may stand instead. */
function lineWishes(own: Span, targets: readonly Span[]): Wish[] {
  return targets.flatMap((target) => [
    { delta: target.start - own.start, rank: 0 },
    { delta: target.end - own.end, rank: 0 },
    { delta: target.end - own.start, rank: 0 },
    { delta: target.start - own.end, rank: 0 },
    { delta: target.middle - own.middle, rank: 1 },
  ]);
}

/** To the columns, from across; what another widget wishes is stronger. */
const columnWishes = (own: Span, { columns }: Targets, axis: Axis): Wish[] =>
  axis === 'y'
    ? []
    : columns.flatMap(({ start, end }) => [
        { delta: start - own.start, rank: 3 },
        { delta: end - own.end, rank: 3 },
      ]);

/** The nearest wish in reach, in whole px; undefined when there is none. `standing` is where it holds already. */
export function nearest(wishes: readonly Wish[], zoom: number, standing: number | undefined): number | undefined {
  let best: Wish | undefined;
  for (const { delta, rank } of wishes) {
    const whole = Math.round(delta);
    const reach = (whole === standing ? RELEASE : CATCH) / zoom;
    if (Math.abs(delta) > reach) continue;
    const nearer = best ? Math.abs(delta) - Math.abs(best.delta) : -1;
    if (nearer < 0 || (nearer === 0 && rank < (best?.rank ?? 0))) best = { delta, rank };
  }
  return best && Math.round(best.delta);
}

/**
 * Where a frame that the hand moves by `free` comes to stand, and why. `last` is what it answered before, so that it lets
 * go later than it catches; on the axis `held` it keeps its place. Costs a sort of the targets.
 */
export function snapMove(
  box: Box,
  free: Point,
  targets: Targets,
  zoom: number,
  { last, held }: { last?: Snapped | undefined; held?: Axis | undefined } = {},
): Snapped {
  const there = shifted(box, free);
  const on = (axis: Axis): number | undefined => {
    if (axis === held) return undefined;
    const wishes = [
      ...lineWishes(
        span(there, axis),
        targets.lines.map((target) => span(target, axis)),
      ),
      ...gapWishes(there, targets.frames, axis),
      ...columnWishes(span(there, axis), targets, axis),
    ];
    return nearest(wishes, zoom, last?.holds[axis] ? last.by[axis] - free[axis] : undefined);
  };
  const found = { x: on('x'), y: on('y') };
  const by = { x: free.x + (found.x ?? 0), y: free.y + (found.y ?? 0) };
  return {
    by,
    guides: guidesOf(shifted(box, by), targets),
    holds: { x: found.x !== undefined, y: found.y !== undefined },
  };
}

/** What pulled sides have to go farther so that they stand in line with another frame; 0 on an axis where none is near. */
export function snapSides(box: Box, pull: Point, targets: Targets, zoom: number): Point {
  const on = (axis: Axis): number => {
    if (pull[axis] === 0) return 0;
    const own = span(box, axis);
    const side = pull[axis] < 0 ? own.start : own.end;
    const wishes = targets.lines.flatMap((target) => {
      const its = span(target, axis);
      return [its.start, its.end].map((at) => ({ delta: at - side, rank: 0 }));
    });
    const columns = axis === 'x' ? targets.columns : [];
    const more = columns.map(({ start, end }) => ({ delta: (pull.x < 0 ? start : end) - side, rank: 3 }));
    return nearest([...wishes, ...more], zoom, undefined) ?? 0;
  };
  return { x: on('x'), y: on('y') };
}

/** Everything that is true of a frame where it stands: lines it shares, gaps that are equal. */
export function guidesOf(box: Box, targets: Targets): Guide[] {
  return (['x', 'y'] as const).flatMap((axis) => {
    const lines = linesOf(box, targets.lines, axis);
    if (lines.length > 0) return lines;
    const gaps = gapGuides(box, targets.frames, axis);
    return gaps.length > 0 || axis === 'y' ? gaps : columnGuides(box, targets);
  });
}

/** A line down the whole canvas where a side stands at a column. */
function columnGuides({ x, width }: Box, { columns, canvas }: Targets): Guide[] {
  const sides = columns.flatMap(({ start, end }) => [
    ...(near(start, x) ? [start] : []),
    ...(near(end, x + width) ? [end] : []),
  ]);
  const [from, to] = [canvas.y, canvas.y + canvas.height];
  return sides.slice(0, LINES).map((at) => ({ kind: 'line', axis: 'x', at, from, to, crosses: [] }));
}

const near = (a: number, b: number) => Math.abs(a - b) < 0.75;

function linesOf(box: Box, targets: readonly Box[], axis: Axis): Guide[] {
  const own = span(box, axis);
  const across = otherAxis(axis);
  const found = new Map<number, { edge: boolean; members: Box[] }>();
  const add = (at: number, edge: boolean, member: Box) => {
    const line = found.get(at) ?? { edge, members: [] };
    line.members.push(member);
    found.set(at, line);
  };
  for (const target of targets) {
    const its = span(target, axis);
    for (const at of [its.start, its.end])
      if (near(at, own.start) || near(at, own.end)) add(near(at, own.start) ? own.start : own.end, true, target);
    if (near(its.middle, own.middle)) add(own.middle, false, target);
  }
  return [...found]
    .sort(([, a], [, b]) => Number(b.edge) - Number(a.edge) || b.members.length - a.members.length)
    .slice(0, LINES)
    .map(([at, { members }]) => {
      const spans = [box, ...members].map((member) => span(member, across));
      const crosses = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
      return { kind: 'line', axis, at, from: crosses[0] ?? 0, to: crosses.at(-1) ?? 0, crosses };
    });
}
