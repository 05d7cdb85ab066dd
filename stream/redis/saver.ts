import type { Checkpoint as Prepared } from '../engine/checkpoint.ts';
import type { Core } from '../engine/core.ts';
import type { Connection } from './connect.ts';
import { Fenced } from './ends.ts';
import { type Changes, type Checkpoint, writeCheckpoint } from './functions/checkpoint.ts';
import { keys } from './keys.ts';
import type { Library } from './library.ts';

/** Bytes of a checkpoint: redo record, pages and segments together. */
const BYTES = 512 << 10;
/** One that was filled so far left something behind: the next one goes on with it. */
const FULL_BYTES = BYTES / 2;
/** A redo record from this length on means load: pages and segments go with every checkpoint. Below, they wait a while. */
const LOAD_BYTES = 64 << 10;
const QUIET_MS = 5_000;

export interface SaverOptions {
  core: Core;
  library: Library;
  connection: Connection;
  partition: number;
  fence: number;
  /** Revision of the last delta taken. */
  revision: () => number;
}

/** Writes checkpoints of one partition and trims its log behind them. */
export class Saver {
  /** What stands: the offset ('' before the first), and the revision of the last delta that is in. */
  offset = '';
  revision = -1;
  /** How long the last one took, ms. */
  took = 0;
  private readonly options: SaverOptions;
  private loaded = true;
  private wholeAt = 0;
  private trimmed = '0-0';
  private pending: { prepared: Prepared; checkpoint: Checkpoint } | undefined;

  constructor(options: SaverOptions) {
    this.options = options;
  }

  /** A checkpoint is to be written now. */
  get due(): boolean {
    const { core, revision } = this.options;
    if (this.midway) return false;
    if (this.pending !== undefined || core.offset !== this.offset || revision() !== this.revision) return true;
    return this.whole && core.unsaved;
  }

  /** Something is left to be saved, even if it may wait. */
  get behind(): boolean {
    return this.due || (this.options.core.unsaved && !this.midway);
  }

  /** In the midst of an entry: what is counted of it goes with its offset, which would say that all of it is. */
  private get midway(): boolean {
    return this.pending === undefined && this.options.core.midway;
  }

  /** Pages and segments go with the next one. A quiet shop would write the same ones again four times a second. */
  private get whole(): boolean {
    return this.loaded || performance.now() - this.wholeAt > QUIET_MS;
  }

  /**
   * Writes one checkpoint, with `everything` pages and segments too. Rejects when Redis is away: then the same one is sent again by the next call. Throws Fenced when
   * the partition has another owner, Lost when something else stands there than this owner wrote.
   */
  async save(everything = false): Promise<void> {
    const { core, library, partition, fence, revision } = this.options;
    if (this.midway) return;
    const begun = performance.now();
    if (!this.pending) {
      const whole = everything || this.whole;
      const prepared = core.prepareCheckpoint(whole ? BYTES : 0);
      this.loaded = (prepared.redo?.length ?? 0) >= LOAD_BYTES || prepared.size >= FULL_BYTES;
      if (whole) this.wholeAt = begun;
      this.pending = { prepared, checkpoint: wire(prepared, fence, this.offset, revision()) };
    }
    const { prepared, checkpoint } = this.pending;
    const answer = await writeCheckpoint(library, partition, checkpoint);
    if (answer === 'fenced') throw new Fenced(partition, fence);
    core.checkpointDone();
    this.pending = undefined;
    this.offset = prepared.offset;
    this.revision = checkpoint.revision;
    this.took = performance.now() - begun;
    await this.trim(prepared.trimTo);
  }

  private async trim(to: string): Promise<void> {
    if (to === this.trimmed || to === '0-0') return;
    await this.options.connection.xtrim(keys.log(this.options.partition), 'MINID', '=', to);
    this.trimmed = to;
  }
}

function wire(prepared: Prepared, fence: number, expected: string, revision: number): Checkpoint {
  return {
    fence,
    number: prepared.id,
    expected,
    offset: prepared.offset,
    revision,
    meta: prepared.meta,
    pages: changes(prepared.pages),
    redo: {
      set: prepared.redo ? [[String(prepared.id), bytesOf(prepared.redo)]] : [],
      remove: prepared.settled.map(String),
    },
    segments: changes(prepared.segments),
    sketches: changes(prepared.sketches),
    waiting: {
      set: prepared.waiting.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
      remove: prepared.waiting.flatMap(([key, value]) => (value === undefined ? [key] : [])),
    },
    words: prepared.words ? [bytesOf(prepared.words)] : [],
    conflicts: prepared.incidents.map((incident) => JSON.stringify(incident)),
    voided: prepared.voided.map((one) => JSON.stringify(one)),
  };
}

function changes(list: readonly (readonly [number, Uint8Array | undefined])[]): Changes {
  return {
    set: list.flatMap(([key, bytes]) => (bytes ? [[String(key), bytesOf(bytes)] as const] : [])),
    remove: list.flatMap(([key, bytes]) => (bytes ? [] : [String(key)])),
  };
}

const bytesOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
