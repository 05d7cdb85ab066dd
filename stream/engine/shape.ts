/** The shapes the rooms agree on: what a partition's numbers look like in memory, to those who fold and to those who read. */

/** Interned strings of one partition, numbered in the order of first sight; 0 is `unknown`. */
export interface Names {
  readonly size: number;
  intern(text: string): number;
  /** `intern` of the UTF-8 from `start` up to `end`. */
  internBytes(bytes: Uint8Array, start: number, end: number): number;
  text(id: number): string;
  /** The number of a known text, or undefined. */
  find(text: string): number | undefined;
}

/** Groups of one family, numbered in the order of first sight. */
export interface Groups {
  readonly size: number;
  /** Interned names of the group's dims, in the family's order; do not change it. */
  dims(group: number): readonly number[];
}

/** Up to 256 values of one page: `values[base + slot * stride]`; slots at or above `size` are 0. Good until the next change. */
export interface PageView {
  readonly values: Float64Array;
  readonly base: number;
  readonly stride: number;
  readonly size: number;
}

export interface SkuInfo {
  title?: string;
  titleAt: number;
  category?: string;
  categoryAt: number;
}

/** All numbers of one partition. The aggregator folds into one; every server keeps a copy, brought up to date by deltas. */
export interface Image {
  readonly names: Names;
  readonly groups: readonly Groups[]; // by family number
  page(family: number, grain: number, measure: number, block: number, bucket: number): PageView | undefined;
  /** Changes whenever any cell of this bucket changed; 0 when nothing was ever there. Grows only. */
  version(family: number, grain: number, bucket: number): number;
  /** Changes whenever any cell of the family at this grain changed. */
  familyVersion(family: number, grain: number): number;
  /** Buckets that changed since the family had this version, some perhaps twice; undefined when that is too long ago to know. */
  changedSince(family: number, grain: number, version: number): readonly number[] | undefined;
  /** Start (epoch ms) before which buckets of this family and grain are closed and gone, except on kept days; -Infinity at first. */
  closedBefore(family: number, grain: number): number;
  /** Whether the bucket that starts at `start` (epoch ms) is whole: not closed, or on a day that was kept in time with this family's fine grain. */
  isOpen(family: number, grain: number, start: number): boolean;
  /** Business days (start, epoch ms) whose fine grain is kept for ever. */
  readonly keptDays: ReadonlySet<number>;
  sku(name: number): SkuInfo | undefined;
  /** Changes whenever a title or category changed. */
  readonly skuVersion: number;
  /** Adds the registers of one sketch (16,384 of them, register-wise maximum) into `into`; false when there is none. Sketch families: 'store' and 'regionOnly' (group = interned region). */
  sketch(family: SketchFamily, grain: number, bucket: number, group: number, into: Uint8Array): boolean;
  sketchVersion(family: SketchFamily, grain: number, bucket: number): number;
}
/** Buyers are sketched per store (groups of the family store) and per region (group = interned name of the region). */
export type SketchFamily = 'store' | 'region';

/** What stands in front of every delta and in the checkpoint. */
export interface DeltaHead {
  partition: number;
  fence: number;
  /** Grows by one with each delta under one fence. */
  revision: number;
  /** Stream id of the last log entry folded in. */
  offset: string;
  /** Everything accepted up to this epoch ms is in. */
  asOf: number;
  /** SKU cells and sketches are up to `offset` too (they go out less often). */
  complete: boolean;
  /** Totals since the partition began. */
  counters: PartitionCounters;
}
export interface PartitionCounters {
  events: number;
  duplicates: number;
  conflicts: number;
  voided: number;
  /** Refunds that wait for a payment now. */
  waiting: number;
  /** Entities set aside because a cell would leave 2^53 - 1. */
  setAside: number;
  entities: number;
}

/** One paid order or refund for the ticker; only the largest of each tick are carried. `gone` takes one back (a void). */
export interface Latest {
  /** Opaque: tells nothing about order id or buyer. */
  key: string;
  what: 'order' | 'refund';
  at: number;
  amount: number;
  channel: string;
  shop: string;
  region: string;
  tag: string;
  gone?: true;
}
