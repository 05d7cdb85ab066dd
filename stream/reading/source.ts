import { FAMILY_LIST, SECOND } from '../engine/families.ts';
import type { Image } from '../engine/shape.ts';
import { SKETCH_GRAINS, SKETCH_KEEP } from '../engine/sketches.ts';

/** Cells or sketches in time: at which grains they are kept, and which buckets still are. */
export interface Source {
  /** Finest first; the last is DAY. */
  readonly grains: readonly number[];
  /** Whether the bucket that starts at `start` (epoch ms) is whole in every partition. */
  isOpen(grain: number, start: number): boolean;
  /** Start before which buckets of the grain are closed, except on kept days. */
  closedBefore(grain: number): number;
}

/** The cells of a family over all partitions; without `seconds` from minutes on. */
export function cellsOf(images: readonly Image[], family: number, seconds: boolean): Source {
  const grains = [...(FAMILY_LIST[family]?.keep.keys() ?? [])].filter((grain) => seconds || grain !== SECOND);
  const closedBefore = (grain: number) => {
    let closed = Number.NEGATIVE_INFINITY;
    for (const image of images) closed = Math.max(closed, image.closedBefore(family, grain));
    return closed;
  };
  return {
    grains,
    closedBefore,
    isOpen: (grain, start) =>
      start >= closedBefore(grain) || images.every((image) => image.isOpen(family, grain, start)),
  };
}

/** The sketches of buyers over all partitions. */
export function sketchesOf(images: readonly Image[]): Source {
  return { ...cellsOf(images, SKETCH_KEEP, false), grains: SKETCH_GRAINS };
}
