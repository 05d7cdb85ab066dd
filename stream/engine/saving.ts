import { Writer } from './bytes.ts';
import type { Checkpoint, Incident, Voided, WaitingChange, Words } from './checkpoint.ts';
import { SectionWriter } from './deltas.ts';
import { Told } from './dictionary.ts';
import type { ImageMeta, ImageStore } from './image.ts';
import type { Ledger } from './ledger.ts';
import { formatOffset } from './offsets.ts';
import type { Latest, PartitionCounters } from './shape.ts';

/** What stands in the checkpoint as JSON. */
export interface Meta {
  offset: string;
  logTime: number;
  /** Number of the last checkpoint. */
  checkpoint: number;
  /** Redo records that stand, this one's included. */
  redo: number[];
  /** What stood at this checkpoint, or any after it, and the redo records since are what stands now. Absent in earlier stores. */
  since?: number;
  image: ImageMeta;
  counters: PartitionCounters;
  /** Newest first. */
  latest: Latest[];
  /** Segment that takes new entities. */
  tail: number;
  /** Keys of entities set aside, hex. */
  aside: string[];
  /**
   * The segments hold all entities as they are at the offset, so that no entry up to there is to be joined again. The log
   * cannot tell: it keeps the last counted entry whether its entities are saved or not. Absent in earlier stores.
   */
  covered?: boolean;
}

const encoder = new TextEncoder();
/** Pages and segments get at least this part of a checkpoint each, however large its redo record is. */
const LEAST = 1 / 16;
/**
 * Segments get this much of a checkpoint for each that has changed, up to the most: where orders come in faster than
 * their segments are saved the log would grow without end, and be read again as a whole after a restart.
 */
const FOR_EACH = 96 << 10;
const FOR_ALL = 1 << 20;
/** With so many redo records as many bytes of pages are saved as one record has. */
const ENOUGH_REDO = 32;

/** Takes checkpoints: what is not saved yet, oldest first, and the redo record that makes up for the rest. */
export class Saving {
  readonly #image: ImageStore;
  readonly #ledger: Ledger;
  #told: Told;
  readonly #out = new SectionWriter(65_536);
  /** Pages, segments and sketches of the checkpoint being saved: used again for the next, or so many bytes would come and go that they call for garbage collections. */
  readonly #bytes = new Writer(65_536);
  #last = 0;
  /** Redo records that stand in Redis or in the checkpoint being saved. */
  #redo: number[] = [];
  #since = 0;
  #pending: Checkpoint | undefined;
  #savedOffset = '';

  constructor(image: ImageStore, ledger: Ledger) {
    this.#image = image;
    this.#ledger = ledger;
    this.#told = new Told(image);
  }

  loadRedo(id: number, record: Uint8Array): void {
    this.#image.replay(record, id);
    this.#redo.push(id);
  }
  loaded({ checkpoint, offset, since = checkpoint }: Pick<Meta, 'checkpoint' | 'offset' | 'since'>): void {
    this.#last = checkpoint;
    this.#since = since;
    this.#savedOffset = offset;
    this.#told = new Told(this.#image);
  }

  get any(): boolean {
    const { marks } = this.#image.cells;
    const { sketches, skus } = this.#image;
    return (
      this.#pending !== undefined ||
      formatOffset(this.#ledger.now) !== this.#savedOffset ||
      marks?.hasRedo() === true ||
      marks?.hasUnsaved() === true ||
      this.#image.cells.anyDeleted ||
      sketches.hasRedo() ||
      sketches.hasUnsaved() ||
      skus.hasCheckpoint() ||
      this.#ledger.coverage.any
    );
  }

  /** The checkpoint now due; the same one again until `done`, and its bytes good as long. With `maxBytes` 0 it is the redo record alone. */
  prepare(
    maxBytes: number,
    more: () => { counters: PartitionCounters; latest: Latest[]; aside: string[]; logTime: number; tail: number },
    lists: () => { waiting: WaitingChange[]; incidents: Incident[]; voided: Voided[] },
  ): Checkpoint {
    if (this.#pending !== undefined) return this.#pending;
    const id = ++this.#last;
    this.#bytes.clear();
    const { keeping } = this.#image;
    const words = this.#words();
    const written = this.#writeRedo(id);
    const segments: [number, Uint8Array | undefined][] = [];
    // Under load a redo record alone is longer than the budget. Segments and pages then still get a part of its length each,
    // or they would fall behind for ever: the log could not be trimmed and redo records would pile up. Pages get more, the
    // more records stand: those that change all the time need not be saved every time.
    const least = maxBytes === 0 ? 0 : Math.max(maxBytes * LEAST, written.length / 4);
    const most = maxBytes === 0 ? 0 : Math.max(least, (written.length * this.#redo.length) / ENOUGH_REDO);
    let left = maxBytes - written.length - (words?.length ?? 0);
    const behind = maxBytes === 0 ? 0 : Math.min(FOR_ALL, this.#ledger.coverage.changes * FOR_EACH);
    this.#ledger.coverage.drain(this.#ledger.now, Math.max(left / 2, least, behind), (segment) => {
      const bytes = this.#ledger.encode(segment, this.#bytes);
      segments.push([segment, bytes]);
      return bytes?.length ?? 0;
    });
    left -= sizeOf(segments);
    const pages = this.#pages(Math.max(left, most));
    left -= sizeOf(pages);
    const sketches = this.#image.sketches.takeUnsaved(Math.max(left, most), this.#bytes);
    const needed = Math.min(
      this.#image.cells.marks?.oldestNeeded() ?? Number.POSITIVE_INFINITY,
      this.#image.sketches.oldestNeeded(),
    );
    const redo = written.length > 0 && needed <= id ? written : undefined;
    if (redo) this.#redo.push(id);
    else if (written.length > 0) this.#since = id;
    const settled = this.#redo.filter((record) => record < needed);
    this.#since = Math.max(this.#since, settled.at(-1) ?? 0);
    this.#redo = this.#redo.filter((record) => record >= needed);
    const offset = formatOffset(this.#ledger.now);
    const meta: Meta = {
      offset,
      checkpoint: id,
      redo: this.#redo,
      since: this.#since,
      image: { closed: keeping.closed(), kept: [...keeping.kept] },
      covered: !this.#ledger.coverage.any,
      ...more(),
    };
    this.#savedOffset = offset;
    this.#pending = {
      id,
      offset,
      meta: JSON.stringify(meta),
      redo,
      settled,
      pages,
      sketches,
      words,
      segments,
      ...lists(),
      trimTo: formatOffset(this.#ledger.coverage.oldest(this.#ledger.now)),
      size: (redo?.length ?? 0) + (words?.length ?? 0) + sizeOf(segments) + sizeOf(pages) + sizeOf(sketches),
    };
    return this.#pending;
  }

  done(): void {
    this.#pending = undefined;
  }

  #words(): Uint8Array | undefined {
    const { skus, tops } = this.#image;
    const words: Words = this.#told.take();
    if (skus.hasCheckpoint()) words.skus = skus.takeCheckpoint();
    const days = tops.takeCheckpoint();
    if (days.length > 0) words.tops = days;
    return Object.keys(words).length > 0 ? encoder.encode(JSON.stringify(words)) : undefined;
  }

  #writeRedo(id: number): Uint8Array {
    const { cells, sketches } = this.#image;
    cells.drainRedo(id, this.#out);
    sketches.drainRedo(this.#out, id);
    return this.#out.take();
  }

  #pages(maxBytes: number): [number, Uint8Array | undefined][] {
    const { cells } = this.#image;
    const gone = cells.takeDeleted().map((key): [number, undefined] => [key, undefined]);
    return maxBytes > 0 ? [...gone, ...cells.takeUnsaved(maxBytes, this.#bytes)] : gone;
  }
}

function sizeOf(list: readonly (readonly [number, Uint8Array | undefined])[]): number {
  let size = 0;
  for (const [, bytes] of list) size += (bytes?.length ?? 0) + 16;
  return size;
}
