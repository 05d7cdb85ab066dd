/** Longitude and latitude, or px. */
export type Point = readonly [x: number, y: number];
export type Ring = readonly Point[];

export interface Feature {
  name: string;
  properties: Readonly<Record<string, unknown>>;
  /** The outline of each of its parts. */
  rings: readonly Ring[];
  /** Where a mark of it stands. */
  centre: Point;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The features of a GeoJSON document; throws what is wrong, where, and what was expected. */
export function readFeatures(document: unknown): Feature[] {
  if (!isRecord(document) || document.type !== 'FeatureCollection' || !Array.isArray(document.features))
    throw new Error('type: "FeatureCollection" with features expected');
  if (document.features.length === 0) throw new Error('features: at least one expected');
  return document.features.map((feature: unknown, index) => {
    const path = `features.${index}`;
    const properties = isRecord(feature) && isRecord(feature.properties) ? feature.properties : {};
    const geometry = isRecord(feature) && isRecord(feature.geometry) ? feature.geometry : {};
    const { name } = properties;
    if (typeof name !== 'string') throw new Error(`${path}.properties.name: a text expected`);
    const rings = ringsOf(geometry, path);
    return { name, properties, rings, centre: centreOf(properties, rings) };
  });
}

function ringsOf({ type, coordinates }: Record<string, unknown>, path: string): Ring[] {
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined;
  const outlines = Array.isArray(polygons) ? polygons.map((polygon: unknown) => (polygon as Ring[] | null)?.[0]) : [];
  const isOutline = (ring: unknown): ring is Ring =>
    Array.isArray(ring) && ring.length > 3 && ring.every((point) => Number.isFinite(point?.[0] + point?.[1]));
  if (outlines.length === 0 || !outlines.every(isOutline))
    throw new Error(`${path}.geometry: a Polygon or MultiPolygon with plain coordinates expected`);
  return outlines;
}

/** The one that is given, else the middle of the largest part. */
function centreOf(properties: Readonly<Record<string, unknown>>, rings: readonly Ring[]): Point {
  const given = properties.centre ?? properties.cp ?? properties.centroid ?? properties.center;
  if (Array.isArray(given) && Number.isFinite(given[0] + given[1])) return [given[0], given[1]];
  let largest = { area: -1, centre: [0, 0] as Point };
  for (const ring of rings) {
    const found = middle(ring);
    if (found.area > largest.area) largest = found;
  }
  return largest.centre;
}

/** Area and centroid of a closed outline. */
function middle(ring: Ring): { area: number; centre: Point } {
  let [twice, x, y] = [0, 0, 0];
  ring.forEach(([ax, ay], index) => {
    const [bx, by] = ring[(index + 1) % ring.length] as Point;
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  });
  if (twice === 0) return { area: 0, centre: ring[0] as Point };
  return { area: Math.abs(twice) / 2, centre: [x / (3 * twice), y / (3 * twice)] };
}
