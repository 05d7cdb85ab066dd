import type { Checkpoint, CoreOptions, Delta } from './checkpoint.ts';
import type { ImageStore } from './image.ts';
import type { Latest, PartitionCounters } from './shape.ts';

/**
 * One partition in memory: entities, cells, and what of them is not yet published or saved. No clock and no IO: time is
 * log time, the milliseconds of the stream ids it is given.
 *
 * Recovery: `loadMeta` first, then words, pages, sketches, redo records in order and segments, `loaded()`, then the log
 * from `trimTo` of the last checkpoint: `fold: false` up to its offset (entities are joined, cells stay), `fold: true`
 * behind it.
 */
export declare class Core {
  constructor(options: CoreOptions);
  readonly image: ImageStore;
  readonly counters: PartitionCounters;
  /** Stream id of the last entry applied or loaded, `0-0` at first. */
  readonly offset: string;
  /** Milliseconds of `offset`; never falls. */
  readonly logTime: number;

  /** Joins and counts one log entry. Throws RangeError when the body is not a batch. */
  applyBatch(body: Uint8Array, offset: string, how: { fold: boolean }): void;
  /** Something that the next delta would carry. */
  readonly changed: boolean;
  /** What changed since the last delta; `slow` = SKU cells and sketches too, otherwise they wait. */
  takeDelta(how: { slow: boolean }): Delta;
  /** Something that the next checkpoint would carry. */
  readonly unsaved: boolean;
  /** The checkpoint now due, or again the one not yet acknowledged. Redo records always whole; pages and segments up to about `maxBytes` together with it, oldest dirty first. */
  prepareCheckpoint(maxBytes: number): Checkpoint;
  /** The last prepared checkpoint stands in Redis. */
  checkpointDone(): void;
  /** To be called now and then with the clock of the partition (at least `logTime`): closes old buckets, forgets settled entities in small steps, lists waiting refunds. `keptDays` are starts of business days. */
  sweep(logTime: number, keptDays: readonly number[]): void;

  loadMeta(json: string): void;
  loadWords(chunk: Uint8Array): void;
  loadPage(key: number, bytes: Uint8Array): void;
  loadSketch(key: number, bytes: Uint8Array): void;
  loadRedo(id: number, record: Uint8Array): void;
  loadSegment(segment: number, bytes: Uint8Array): void;
  /** Everything of the checkpoint has been loaded. */
  loaded(): void;
  /** Allocates and touches memory for about this many more entities, so that the first minutes are not slow. */
  warm(entities: number): void;
  /** The last notable orders and refunds, newest first, at most 500. */
  latest(): Latest[];
}
