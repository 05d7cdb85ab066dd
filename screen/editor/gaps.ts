import type { Box } from '../../layouts/document.ts';
import { type Axis, type Guide, otherAxis, span } from './guides.ts';
import type { Wish } from './snap.ts';

interface Piece {
  start: number;
  end: number;
  box: Box;
}

/** The frames that stand in a row with this one, in the order of the axis. */
function row(box: Box, others: readonly Box[], axis: Axis): Piece[] {
  const own = span(box, otherAxis(axis));
  return others
    .filter((other) => {
      const its = span(other, otherAxis(axis));
      return its.start < own.end && own.start < its.end;
    })
    .map((other) => ({ ...span(other, axis), box: other }))
    .sort((a, b) => a.start - b.start);
}

/** The nearest two on this side of a frame, nearest first. */
function beside(pieces: readonly Piece[], own: { start: number; end: number }, before: boolean): Piece[] {
  const middle = (own.start + own.end) / 2;
  return before
    ? pieces.filter(({ end }) => end <= middle).sort((a, b) => b.end - a.end)
    : pieces.filter(({ start }) => start >= middle);
}

const RANK = 2;

/** Where a frame would have equal gaps: in the middle between two, or as far from its neighbour as that from the next. */
export function gapWishes(box: Box, others: readonly Box[], axis: Axis): Wish[] {
  const own = span(box, axis);
  const pieces = row(box, others, axis);
  const [left, lefter] = beside(pieces, own, true);
  const [right, righter] = beside(pieces, own, false);
  const wishes: Wish[] = [];
  if (left && right && right.start - left.end >= own.end - own.start)
    wishes.push({ delta: (left.end + right.start - own.start - own.end) / 2, rank: RANK });
  if (left && lefter && left.start > lefter.end)
    wishes.push({ delta: left.end + (left.start - lefter.end) - own.start, rank: RANK });
  if (right && righter && righter.start > right.end)
    wishes.push({ delta: right.start - (righter.start - right.end) - own.end, rank: RANK });
  return wishes;
}

/** The equal gaps of a frame where it stands, both of each pair. */
export function gapGuides(box: Box, others: readonly Box[], axis: Axis): Guide[] {
  const own = { ...span(box, axis), box };
  const pieces = row(box, others, axis);
  const [left, lefter] = beside(pieces, own, true);
  const [right, righter] = beside(pieces, own, false);
  const pairs: [Piece | undefined, Piece | undefined, Piece | undefined, Piece | undefined][] = [
    [left, own, own, right],
    [lefter, left, left, own],
    [own, right, right, righter],
  ];
  const guides: Guide[] = [];
  for (const [a, b, c, d] of pairs) {
    if (!a || !b || !c || !d) continue;
    const gap = b.start - a.end;
    if (gap <= 0 || Math.abs(gap - (d.start - c.end)) >= 1.5) continue;
    guides.push(shown(a, b, axis), shown(c, d, axis));
    break;
  }
  return guides;
}

function shown(a: Piece, b: Piece, axis: Axis): Guide {
  const one = span(a.box, otherAxis(axis));
  const other = span(b.box, otherAxis(axis));
  const across = (Math.max(one.start, other.start) + Math.min(one.end, other.end)) / 2;
  return { kind: 'gap', axis, from: a.end, to: b.start, across };
}
