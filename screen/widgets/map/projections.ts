import type { Point } from '../../chart/geojson.ts';

/** Degrees to a plane whose y grows downward; the scale is not promised. */
export type Projection = (point: Point) => Point;

const RADIANS = Math.PI / 180;
const [SOUTH, NORTH, CENTRE] = [25 * RADIANS, 47 * RADIANS, 105 * RADIANS];
const CONE = (Math.sin(SOUTH) + Math.sin(NORTH)) / 2;
const BASE = Math.cos(SOUTH) ** 2 + 2 * CONE * Math.sin(SOUTH);

/** Albers' equal-area conic with the parallels that maps of China use: areas can be compared. */
export const albers: Projection = ([longitude, latitude]) => {
  const radius = Math.sqrt(BASE - 2 * CONE * Math.sin(latitude * RADIANS)) / CONE;
  const angle = CONE * (longitude * RADIANS - CENTRE);
  return [radius * Math.sin(angle), radius * Math.cos(angle)];
};

/** East of it a map of the world that has China left of its middle begins: in the Atlantic, with Greenland whole at its other end. */
const seam = (latitude: number) => (latitude >= 66.6 ? -11 : -32);
const MIDDLE = 150;

/** Natural Earth (Šavrič and others), the Pacific in the middle. */
export const naturalEarth: Projection = ([longitude, latitude]) => {
  const eastward = longitude < seam(latitude) ? longitude + 360 : longitude;
  const [lambda, phi] = [(eastward - MIDDLE) * RADIANS, latitude * RADIANS];
  const two = phi * phi;
  const four = two * two;
  const x = 0.8707 - 0.131979 * two + four * (-0.013791 + four * (0.003971 * two - 0.001529 * four));
  const y = 1.007226 + two * (0.015085 + four * (-0.044475 + 0.028874 * two - 0.005916 * four));
  return [lambda * x, -phi * y];
};
