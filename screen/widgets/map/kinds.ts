import type { Feature } from '../../chart/geojson.ts';
import type { Shipped } from '../../chart/maps.ts';
import { provinceCode } from '../names.ts';
import { albers, naturalEarth, type Projection } from './projections.ts';

/** What tells one map from another. */
export interface Kind {
  shipped: Shipped;
  project: Projection;
  /** The code a feature is coloured by; undefined for one that belongs to nobody. */
  codeOf: (feature: Feature) => string | undefined;
  /** Where a region of a reading stands. */
  placeOf: (region: string) => string | undefined;
  /** Where the largest are named: beside the land with lines to it, or below it. */
  names: 'sea' | 'below';
}

const isProvince = (code: unknown): code is string => typeof code === 'string' && /^CN-[A-Z]{2}$/.test(code);
const isCountry = (code: unknown): code is string => typeof code === 'string' && /^[A-Z]{2}$/.test(code);

export const CHINA: Kind = {
  shipped: 'china',
  project: albers,
  codeOf: ({ name, properties }) => (isProvince(properties.code) ? properties.code : provinceCode(name)),
  placeOf: (region) => (isProvince(region) ? region : undefined),
  names: 'sea',
};

/** Codes whose land is drawn as a part of another's. */
const WITHIN: Readonly<Record<string, string>> = {
  ...{ HK: 'CN', MO: 'CN', TW: 'CN', XK: 'RS', GF: 'FR', GP: 'FR', MQ: 'FR', RE: 'FR', YT: 'FR' },
};
/** `GB`, `US-CA` and `CN-HK` by their country. */
export function countryOf(region: string): string | undefined {
  const code = region.slice(0, 2);
  if (!isCountry(code) || !/^..(-|$)/.test(region)) return undefined;
  return WITHIN[code] ?? code;
}

export const WORLD: Kind = {
  shipped: 'world',
  project: naturalEarth,
  codeOf: ({ properties }) => {
    const code = properties.code ?? properties.iso_a2 ?? properties.ISO_A2;
    return isCountry(code) ? countryOf(code) : undefined;
  },
  placeOf: countryOf,
  names: 'below',
};
