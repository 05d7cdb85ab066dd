import { GeoComponent } from 'echarts/components';
import { registerMap, use } from 'echarts/core';
import { type Feature, readFeatures } from './geojson.ts';
import china from './maps/china.json?url';
import world from './maps/world.json?url';

/** Registered here and not with the other parts: only a page with a map loads it. */
use([GeoComponent]);

/** Maps that ship: each is a file of its own, fetched when a wall first draws it. ECharts completes the one that is called `china`. */
const SHIPPED = { china, world };
export type Shipped = keyof typeof SHIPPED;

export interface GeoMap {
  /** What ECharts knows it by. */
  name: string;
  features: readonly Feature[];
}

const loaded = new Map<string, Promise<GeoMap>>();

/** The map at `path` (an uploaded one), else the shipped one; loaded and registered once a page. Rejects with what is wrong; the next call tries again. */
export function loadMap(shipped: Shipped, path?: string): Promise<GeoMap> {
  const name = path ?? shipped;
  const found = loaded.get(name);
  if (found) return found;
  const promise = fetchMap(name, path ?? SHIPPED[shipped]);
  loaded.set(name, promise);
  promise.catch(() => loaded.delete(name));
  return promise;
}

async function fetchMap(name: string, url: string): Promise<GeoMap> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const document = await response.json();
  const features = readFeatures(document);
  registerMap(name, document);
  return { name, features };
}
