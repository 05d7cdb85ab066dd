/**
 * The address of a number. A cell is family × grain × measure × group × bucket; a page holds up to 256 groups of one
 * family, grain, measure and bucket. Everything here is pure arithmetic on small integers, because the fold does it
 * millions of times a second.
 */

export { M, MEASURES, type Measure } from '../entities/measures.ts';

export const GRAINS = ['second', 'minute', 'quarter', 'day'] as const;
export type Grain = (typeof GRAINS)[number];
export const SECOND = 0;
export const MINUTE = 1;
export const QUARTER = 2;
export const DAY = 3;
/** Length of a bucket in ms by grain number; a business day has no fixed length (23 to 25 h), so it is absent. */
export const GRAIN_MS: readonly number[] = [1_000, 60_000, 900_000];

const MIN = 60_000;
const H = 3_600_000;
const D = 86_400_000;

export interface Family {
  /** What a group of the family is, outermost first. */
  readonly dims: readonly ('channel' | 'shop' | 'region' | 'category' | 'tag' | 'sku' | 'warehouse')[];
  /** Grain number → how long (ms of log time past a bucket's end) its buckets are kept; the finest first. */
  readonly keep: ReadonlyMap<number, number>;
}

/** `stock` stands at the one bucket 0 of grain DAY: it is as of now and never ages. */
export const FAMILIES = {
  store: {
    dims: ['channel', 'shop'],
    keep: new Map([
      [SECOND, 16 * MIN],
      [MINUTE, 9 * D],
      [DAY, 1100 * D],
    ]),
  },
  region: {
    dims: ['channel', 'shop', 'region'],
    keep: new Map([
      [MINUTE, 66 * MIN],
      [QUARTER, 51 * H],
      [DAY, 1100 * D],
    ]),
  },
  category: {
    dims: ['channel', 'shop', 'category'],
    keep: new Map([
      [MINUTE, 66 * MIN],
      [QUARTER, 51 * H],
      [DAY, 1100 * D],
    ]),
  },
  tag: {
    dims: ['channel', 'shop', 'tag'],
    keep: new Map([
      [MINUTE, 66 * MIN],
      [QUARTER, 51 * H],
      [DAY, 1100 * D],
    ]),
  },
  sku: {
    dims: ['sku'],
    keep: new Map([
      [MINUTE, 66 * MIN],
      [QUARTER, 51 * H],
      [DAY, 36 * D],
    ]),
  },
  channelSku: { dims: ['channel', 'sku'], keep: new Map([[DAY, 36 * D]]) },
  stock: { dims: ['sku', 'warehouse'], keep: new Map([[DAY, Number.POSITIVE_INFINITY]]) },
} as const satisfies Record<string, Family>;
export type FamilyName = keyof typeof FAMILIES;
export const FAMILY_NAMES = Object.keys(FAMILIES) as FamilyName[];
/** Family name → its number: `F.store === 0`. */
export const F = Object.fromEntries(FAMILY_NAMES.map((name, index) => [name, index])) as Record<FamilyName, number>;
export const FAMILY_LIST: readonly Family[] = Object.values(FAMILIES);

/** Groups of one page. */
export const PAGE = 256;

/** Buckets count from here, so that seconds fit 31 bits until 2088. */
export const EPOCH_MS = Date.UTC(2020, 0, 1);

/**
 * Bucket number of a bucket that starts at `startMs`: seconds, minutes or quarter hours since EPOCH_MS (a day is numbered
 * by the quarter hour it starts on: every zone's midnight stands on one). May be negative before 2020: pageKey refuses that.
 */
export function bucketAt(grain: number, startMs: number): number {
  return Math.floor((startMs - EPOCH_MS) / (GRAIN_MS[grain] ?? 900_000));
}

/** Start of a bucket in epoch ms. */
export function bucketStart(grain: number, bucket: number): number {
  return EPOCH_MS + bucket * (GRAIN_MS[grain] ?? 900_000);
}

/** One page's address as an integer below 2^53: family(3 bits) grain(2) measure(4) block(13) bucket(31). */
export function pageKey(family: number, grain: number, measure: number, block: number, bucket: number): number {
  return (((family * 4 + grain) * 16 + measure) * 8192 + block) * 2147483648 + bucket;
}

export interface PageAddress {
  family: number;
  grain: number;
  measure: number;
  block: number;
  bucket: number;
}

/** The inverse of pageKey. */
export function pageAddress(key: number): PageAddress {
  const bucket = key % 2147483648;
  let rest = (key - bucket) / 2147483648;
  const block = rest % 8192;
  rest = (rest - block) / 8192;
  return { family: rest >> 6, grain: (rest >> 4) & 3, measure: rest & 15, block, bucket };
}
