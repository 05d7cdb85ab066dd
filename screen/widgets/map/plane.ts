import type { Box } from '../../../layouts/document.ts';
import type { Feature, Point } from '../../chart/geojson.ts';
import type { Projection } from './projections.ts';

/** A map laid onto a widget: degrees to its px, and the px that are drawn on. */
export interface Plane {
  at: Projection;
  drawn: Box;
}

/** The 南海诸岛 that ECharts adds to `china` stand in this box of degrees, where no province is. */
const INSET = { west: 126, north: 25, width: 64 / 10.5, height: 93.1 / 14 };
/** Px it takes on a wall, in its own proportion. */
export const INSET_SIZE = { width: 62, height: 90 };
const BORDER = 0.05;

const inInset = ([longitude, latitude]: Point) =>
  longitude >= INSET.west - BORDER &&
  latitude <= INSET.north + BORDER &&
  latitude >= INSET.north - INSET.height - BORDER;

/**
 * Fits `features` into the middle of `box`, as large as they go. With `corner`, what ECharts adds stands upright in that lower
 * right corner: a cone would tilt it, and it is no part of the plane.
 */
export function lay(features: readonly Feature[], project: Projection, box: Box, corner?: Point): Plane {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { rings } of features)
    for (const ring of rings)
      for (const point of ring) {
        const [x, y] = project(point);
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
  const scale = Math.min(box.width / (right - left), box.height / (bottom - top));
  const width = (right - left) * scale;
  const height = (bottom - top) * scale;
  const [x0, y0] = [box.x + (box.width - width) / 2, box.y + (box.height - height) / 2];
  const onto: Projection = (point) => {
    const [x, y] = project(point);
    return [x0 + (x - left) * scale, y0 + (y - top) * scale];
  };
  if (!corner) return { at: onto, drawn: { x: x0, y: y0, width, height } };
  const [insetX, insetY] = [corner[0] - INSET_SIZE.width, corner[1] - INSET_SIZE.height];
  const at: Projection = (point) =>
    inInset(point)
      ? [
          insetX + ((point[0] - INSET.west) / INSET.width) * INSET_SIZE.width,
          insetY + ((INSET.north - point[1]) / INSET.height) * INSET_SIZE.height,
        ]
      : onto(point);
  const x = Math.min(x0, insetX);
  const y = Math.min(y0, insetY);
  return {
    at,
    drawn: { x, y, width: Math.max(x0 + width, corner[0]) - x, height: Math.max(y0 + height, corner[1]) - y },
  };
}
