import { type Box, FARTHEST } from '../../layouts/document.ts';
import { LEAST, type Point } from './boxes.ts';

/** The eight handles by the sides they pull: north, east, south, west. */
export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type Handle = (typeof HANDLES)[number];
export const isCorner = (handle: Handle): boolean => handle.length === 2;

export interface Manner {
  /** Width and height keep their ratio. */
  ratio: boolean;
  /** The middle stays where it is. */
  centre: boolean;
  /** The smallest width and height, px; 40 × 40 when absent. */
  least?: Size;
  /** The largest, px; none when absent. */
  most?: Size;
}
interface Size {
  width: number;
  height: number;
}

/** Which side of an axis a handle pulls: -1 the start, 1 the end, 0 none. */
export const pullOf = (handle: Handle): Point => ({
  x: handle.includes('e') ? 1 : handle.includes('w') ? -1 : 0,
  y: handle.includes('s') ? 1 : handle.includes('n') ? -1 : 0,
});

/** A box after one of its handles was pulled by so much, in whole px. What is not pulled stays. */
export function resized(box: Box, handle: Handle, by: Point, { ratio, centre, least, most }: Manner): Box {
  const pull = pullOf(handle);
  const times = centre ? 2 : 1;
  const smallest = {
    width: Math.min(least?.width ?? LEAST, box.width),
    height: Math.min(least?.height ?? LEAST, box.height),
  };
  const largest = {
    width: Math.max(most?.width ?? Number.POSITIVE_INFINITY, box.width),
    height: Math.max(most?.height ?? Number.POSITIVE_INFINITY, box.height),
  };
  let width = box.width + pull.x * by.x * times;
  let height = box.height + pull.y * by.y * times;
  if (ratio) {
    const wide = width / box.width;
    const high = height / box.height;
    const wish = pull.x === 0 ? high : pull.y === 0 ? wide : Math.abs(wide - 1) > Math.abs(high - 1) ? wide : high;
    const grown = Math.min(wish, largest.width / box.width, largest.height / box.height);
    const scale = Math.max(grown, smallest.width / box.width, smallest.height / box.height);
    width = box.width * scale;
    height = box.height * scale;
  }
  width = Math.round(Math.min(largest.width, Math.max(smallest.width, width)));
  height = Math.round(Math.min(largest.height, Math.max(smallest.height, height)));
  return { ...place(box, 'x', width, pull.x, centre), ...place(box, 'y', height, pull.y, centre) } as Box;
}

/** Where the new length begins: what is pulled moves, its other side stays; what is not pulled grows around the middle. */
function place(box: Box, axis: 'x' | 'y', length: number, pull: number, centre: boolean): Partial<Box> {
  const name = axis === 'x' ? 'width' : 'height';
  const grown = length - box[name];
  const back = grown === 0 ? 0 : centre || pull === 0 ? Math.round(grown / 2) : pull < 0 ? grown : 0;
  return { [axis]: box[axis] - back, [name]: length };
}

/** A member of a selection when the box around all of them is pulled from one to the other: places and gaps scale too. */
export function scaled(member: Box, from: Box, to: Box): Box {
  const wide = to.width / from.width;
  const high = to.height / from.height;
  const x = Math.round(to.x + (member.x - from.x) * wide);
  const y = Math.round(to.y + (member.y - from.y) * high);
  return {
    x,
    y,
    width: Math.max(1, Math.round(to.x + (member.x + member.width - from.x) * wide) - x),
    height: Math.max(1, Math.round(to.y + (member.y + member.height - from.y) * high) - y),
  };
}

/** The smallest a box around members may become so that none of them falls below 40 × 40 (or what it is already). */
export function leastAround(members: readonly Box[], around: Box): Size {
  const width = Math.max(...members.map((one) => Math.min(1, LEAST / one.width)));
  const height = Math.max(...members.map((one) => Math.min(1, LEAST / one.height)));
  return { width: Math.ceil(around.width * width), height: Math.ceil(around.height * height) };
}

/** The largest a box around members may become when a handle pulls it, so that a layout takes every one of them. */
export function mostAround(members: readonly Box[], around: Box, handle: Handle, centre: boolean): Size {
  const pull = pullOf(handle);
  const along = (place: 'x' | 'y', length: 'width' | 'height') => {
    const whole = around[length];
    // The share of the box before the place that stands still when it grows.
    const still = centre || pull[place] === 0 ? 0.5 : pull[place] < 0 ? 1 : 0;
    const at = around[place] + still * whole;
    return Math.min(
      ...members.map((member) => {
        const off = (member[place] - around[place]) / whole - still;
        const out = off > 0 ? (FARTHEST - at) / off : off < 0 ? (FARTHEST + at) / -off : Number.POSITIVE_INFINITY;
        return Math.min(out, (FARTHEST * whole) / member[length]);
      }),
    );
  };
  return { width: along('x', 'width'), height: along('y', 'height') };
}
