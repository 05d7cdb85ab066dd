import type { Words } from './checkpoint.ts';
import type { Image } from './shape.ts';

/**
 * The numbers of one partition: folded by the aggregator, copied by every server. Loading is by absolute values, so
 * pages, redo records and deltas may arrive torn and twice as long as the newest comes last.
 */
export declare class ImageStore implements Image {
  /** Cells and registers of a delta or a redo record; those of closed buckets are passed over. */
  apply(cells: Uint8Array): void;
  load(words: Words): void;
  /** A chunk of the checkpoint's dictionaries. */
  loadWords(chunk: Uint8Array): void;
  loadPage(key: number, bytes: Uint8Array): void;
  loadSketch(key: number, bytes: Uint8Array): void;
  /** Watermarks and kept days of the checkpoint's meta. */
  loadMeta(json: string): void;

  readonly names: Image['names'];
  readonly groups: Image['groups'];
  page: Image['page'];
  version: Image['version'];
  familyVersion: Image['familyVersion'];
  closedBefore: Image['closedBefore'];
  isOpen: Image['isOpen'];
  readonly keptDays: ReadonlySet<number>;
  sku: Image['sku'];
  readonly skuVersion: number;
  sketch: Image['sketch'];
  sketchVersion: Image['sketchVersion'];
}
