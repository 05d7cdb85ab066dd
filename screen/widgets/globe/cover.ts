import type { Feature } from '../../chart/geojson.ts';
import type { Plane } from '../map/plane.ts';
import type { Projection } from '../map/projections.ts';

/** Px of what a globe is covered with: twice as wide as high, since a degree is as long both ways. */
export const COVER = { width: 2_048, height: 1_024 } as const;

const onto: Projection = ([longitude, latitude]) => [
  ((longitude + 180) / 360) * COVER.width,
  ((90 - latitude) / 180) * COVER.height,
];

/** The whole world laid out flat, degree by degree. */
export function coverOf(features: readonly Feature[]): Plane {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { rings } of features)
    for (const ring of rings)
      for (const point of ring) {
        const [x, y] = onto(point);
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
  return { at: onto, drawn: { x: left, y: top, width: right - left, height: bottom - top } };
}
