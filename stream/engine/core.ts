import { KINDS } from '../entities/index.ts';
import { BatchReader } from './batch.ts';
import type { Checkpoint, CoreOptions, Delta } from './checkpoint.ts';
import { ImageStore } from './image.ts';
import { Joining } from './joining.ts';
import { Ledger } from './ledger.ts';
import { formatOffset, parseOffset } from './offsets.ts';
import { Publishing } from './publishing.ts';
import { type Meta, Saving } from './saving.ts';
import type { Latest, PartitionCounters } from './shape.ts';

/** Voids listed with one checkpoint, so that it stays short; the rest goes with the next. */
const VOIDS_AT_ONCE = 1_000;
/** Latest rows that a checkpoint carries for those who come later. */
const SAVED_LATEST = 100;

/**
 * One partition in memory: entities, cells, and what of them is not yet published or saved. No clock and no IO: time is
 * log time, the milliseconds of the stream ids it is given.
 *
 * Recovery: `loadMeta` first, then words, pages, sketches and redo records in order, `numbersLoaded()`; then segments,
 * `entitiesLoaded()`, `sweep` with the kept days; then the log from `trimTo` of the last checkpoint: `fold: false` up to
 * its offset (entities are joined, cells stay), `fold: true` behind it. Between numbers and entities it may be published
 * and saved, when it is `covered`.
 */
export class Core {
  readonly image: ImageStore;
  readonly #ledger = new Ledger();
  readonly #joining: Joining;
  readonly #saving: Saving;
  readonly #batch = new BatchReader();
  #publishing: Publishing;
  #meta: Meta | undefined;
  #logTime = 0;

  constructor({ days, retentionDays, kinds = KINDS }: CoreOptions) {
    this.image = new ImageStore(days, { folding: true });
    this.#joining = new Joining(this.image, this.#ledger, days, retentionDays, kinds);
    this.#saving = new Saving(this.image, this.#ledger);
    this.#publishing = new Publishing(this.image);
  }

  get counters(): PartitionCounters {
    const { counters } = this.#joining;
    if (this.#meta === undefined) counters.entities = this.#ledger.size;
    return counters;
  }
  /** Stream id of the last entry applied or loaded, `0-0` at first. */
  get offset(): string {
    return formatOffset(this.#ledger.now);
  }
  /** Between `loadMeta` and `entitiesLoaded`: the segments hold everything up to `offset`, the log is needed only behind it. */
  get covered(): boolean {
    return this.#meta?.covered === true;
  }
  /** Milliseconds; never falls. */
  get logTime(): number {
    return this.#logTime;
  }

  /** Joins and counts one log entry. Throws RangeError when the body is not a batch. */
  applyBatch(body: Uint8Array, offset: string, how: { fold: boolean }): void {
    this.begin(body, offset, how);
    this.goOn();
  }

  /** Begins with a log entry, which `goOn` joins and counts: in its midst it may be published, not saved. Throws as `applyBatch`. */
  begin(body: Uint8Array, offset: string, how: { fold: boolean }): void {
    const now = parseOffset(offset);
    this.#ledger.now = now;
    this.#pass(now.ms);
    this.#joining.begin(now, this.#logTime, how.fold);
    this.#batch.open(body, this.image.names);
  }

  /** Goes on with the entry until it is `enough` for now; true at its end. Throws as `applyBatch`. */
  goOn(enough?: () => boolean): boolean {
    try {
      this.#batch.read(this.#joining.visit, enough);
    } finally {
      this.#joining.settle();
    }
    return !this.midway;
  }

  /** In the midst of an entry, whose offset must not be saved yet. */
  get midway(): boolean {
    return this.#batch.left > 0;
  }

  /** Something that the next delta would carry. */
  get changed(): boolean {
    return this.#publishing.any || this.#joining.ticker.any;
  }

  /** What changed since the last delta; `slow` = SKU cells and sketches too, otherwise they wait. */
  takeDelta(how: { slow: boolean }): Delta {
    const latest = this.#joining.ticker.take(how.slow);
    return { ...this.#publishing.take(how.slow), ...(latest.length > 0 ? { latest } : {}) };
  }

  /** Something that the next checkpoint would carry. */
  get unsaved(): boolean {
    const { waitlist, incidents, voided } = this.#joining;
    return this.#saving.any || waitlist.any || incidents.length + voided.length > 0;
  }

  /**
   * The checkpoint now due, or again the one not yet acknowledged. Redo records always whole; pages and segments up to about
   * `maxBytes` together with it, oldest dirty first; none of them with 0, which is cheap.
   */
  prepareCheckpoint(maxBytes: number): Checkpoint {
    const { ticker, aside, waitlist, incidents, voided } = this.#joining;
    return this.#saving.prepare(
      maxBytes,
      () => ({
        counters: { ...this.counters },
        latest: ticker.ring(SAVED_LATEST),
        aside: [...aside],
        logTime: this.#logTime,
        tail: this.#meta?.tail ?? this.#ledger.tail,
      }),
      () => ({ waiting: waitlist.take(), incidents: incidents.splice(0), voided: voided.splice(0, VOIDS_AT_ONCE) }),
    );
  }

  /** The last prepared checkpoint stands in Redis. */
  checkpointDone(): void {
    this.#saving.done();
  }

  /**
   * To be called at least every few seconds with log time or a clock beside it: closes old buckets, forgets settled
   * entities in small steps, lists waiting refunds. `keptDays` are starts of business days; the first call comes before the
   * first batch, also after a recovery, or days would close that should be kept.
   */
  sweep(logTime: number, keptDays: readonly number[]): void {
    this.#pass(logTime);
    if (this.image.keeping.keep(keptDays, (family, day) => this.image.isBlank(family, day))) {
      this.#publishing.kept();
      this.image.keptChanged();
      this.image.close(this.image.cells.tracks.keys());
      this.#joining.reopen();
    }
    this.image.mergeLesserSkus();
    this.#joining.sweep(this.#logTime);
  }

  loadMeta(json: string): void {
    this.#meta = JSON.parse(json) as Meta;
    this.image.loadMeta(json);
    this.#logTime = this.#meta.logTime;
    this.#ledger.now = parseOffset(this.#meta.offset);
    this.#joining.load(this.#meta);
  }
  loadWords(chunk: Uint8Array): void {
    this.image.loadWords(chunk);
  }
  loadPage(key: number, bytes: Uint8Array): void {
    this.image.loadPage(key, bytes);
  }
  loadSketch(key: number, bytes: Uint8Array): void {
    this.image.loadSketch(key, bytes);
  }
  loadRedo(id: number, record: Uint8Array): void {
    this.#saving.loadRedo(id, record);
  }
  loadSegment(segment: number, bytes: Uint8Array): void {
    this.#joining.restore(this.#ledger.load(segment, bytes));
  }

  /** All cells of the checkpoint have been loaded. */
  numbersLoaded(): void {
    this.#saving.loaded(this.#meta ?? { checkpoint: 0, offset: '' });
    this.#publishing = new Publishing(this.image);
    this.#joining.reopen();
  }

  /** All segments of the checkpoint have been loaded. */
  entitiesLoaded(): void {
    this.#ledger.loaded(this.#meta?.tail ?? -1);
    this.#meta = undefined;
  }

  /** Allocates and touches memory for about this many entities, so that the first minutes are not slow. */
  warm(entities: number): void {
    this.#ledger.reserve(entities);
  }

  /** The last notable orders and refunds, newest first, at most 500. */
  latest(): Latest[] {
    return this.#joining.ticker.ring();
  }

  #pass(ms: number): void {
    if (ms <= this.#logTime) return;
    const second = Math.floor(ms / 1000) > Math.floor(this.#logTime / 1000);
    this.#logTime = ms;
    if (!second) return;
    const risen = this.image.keeping.advance(ms);
    if (risen.length === 0) return;
    this.image.close(risen);
    this.#publishing.closed(risen);
    this.#joining.reopen();
  }
}
