import type { Placed } from '../../../layouts/document.ts';
import type { Point } from '../boxes.ts';

const NONE: ReadonlyMap<string, Point> = new Map();

/** The widgets of a page under a gesture, and how far those are carried that only go elsewhere. */
export interface Carried {
  widgets: readonly Placed[];
  /** By the id of the widget, px of the canvas. */
  shifts: ReadonlyMap<string, Point>;
}

/**
 * What a gesture only moves stays as it stands in the document and is shifted over it: the browser carries its picture
 * along, and neither lays out nor paints anything. What it changes otherwise is as it is shown.
 */
export function carried(standing: readonly Placed[], shown: readonly Placed[]): Carried {
  if (standing === shown) return { widgets: shown, shifts: NONE };
  const known = new Map(standing.map((placed) => [placed.id, placed]));
  const shifts = new Map<string, Point>();
  const widgets = shown.map((placed) => {
    const from = known.get(placed.id);
    if (!from || from === placed || !isOnlyMoved(from, placed)) return placed;
    shifts.set(placed.id, { x: placed.box.x - from.box.x, y: placed.box.y - from.box.y });
    return from;
  });
  return { widgets, shifts };
}

function isOnlyMoved({ box: from, ...before }: Placed, { box: to, ...after }: Placed): boolean {
  if (from.width !== to.width || from.height !== to.height) return false;
  const keys = Object.keys(before) as (keyof typeof before)[];
  return keys.length === Object.keys(after).length && keys.every((key) => before[key] === after[key]);
}
