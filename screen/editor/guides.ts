import type { Box } from '../../layouts/document.ts';

export type Axis = 'x' | 'y';
export const otherAxis = (axis: Axis): Axis => (axis === 'x' ? 'y' : 'x');

/** A frame on one axis. */
export interface Span {
  start: number;
  middle: number;
  end: number;
}
export function span({ x, y, width, height }: Box, axis: Axis): Span {
  const start = axis === 'x' ? x : y;
  const length = axis === 'x' ? width : height;
  return { start, middle: start + length / 2, end: start + length };
}

/** What a smart guide says, px of the canvas: a line at `at` of its axis that frames share, or a gap as wide as another. */
export type Guide =
  | { kind: 'line'; axis: Axis; at: number; from: number; to: number; crosses: readonly number[] }
  | { kind: 'gap'; axis: Axis; from: number; to: number; across: number };
