import type { Checkpoint } from '../../stream/engine/checkpoint.ts';
import type { Core } from '../../stream/engine/core.ts';
import type { ImageStore } from '../../stream/engine/image.ts';
import { compareOffsets, parseOffset } from '../../stream/engine/offsets.ts';

/** What Redis keeps of one partition: its log and its last checkpoint. */
export class Disk {
  #log: { offset: string; body: Uint8Array }[] = [];
  #meta = '';
  readonly #pages = new Map<number, Uint8Array>();
  readonly #sketches = new Map<number, Uint8Array>();
  readonly redo = new Map<number, Uint8Array>();
  readonly #words: Uint8Array[] = [];
  readonly segments = new Map<number, Uint8Array>();
  readonly waiting = new Map<string, string>();
  #last = 0;

  append(offset: string, body: Uint8Array): void {
    this.#log.push({ offset, body });
  }

  /** The same checkpoint a second time changes nothing. */
  save(checkpoint: Checkpoint): void {
    if (checkpoint.id === this.#last) return;
    this.#last = checkpoint.id;
    this.#meta = checkpoint.meta;
    if (checkpoint.redo) this.redo.set(checkpoint.id, checkpoint.redo.slice());
    for (const id of checkpoint.settled) this.redo.delete(id);
    put(this.#pages, checkpoint.pages);
    put(this.#sketches, checkpoint.sketches);
    put(this.segments, checkpoint.segments);
    put(this.waiting, checkpoint.waiting);
    if (checkpoint.words) this.#words.push(checkpoint.words);
    this.#log = this.#log.filter(
      ({ offset }) => compareOffsets(parseOffset(offset), parseOffset(checkpoint.trimTo)) >= 0,
    );
  }

  /** A new owner comes up. */
  recover(core: Core, keptDays: readonly number[]): void {
    let log = this.#log;
    if (this.#last > 0) {
      core.loadMeta(this.#meta);
      this.#load(core);
      for (const id of [...this.redo.keys()].sort((a, b) => a - b)) core.loadRedo(id, this.redo.get(id) as Uint8Array);
      core.numbersLoaded();
      const saved = parseOffset(core.offset);
      if (core.covered && this.#log.every(({ offset }) => compareOffsets(parseOffset(offset), saved) <= 0)) {
        // Nothing is to be joined again: an owner publishes and saves before it has loaded the entities.
        this.save(core.prepareCheckpoint(1 << 20));
        core.checkpointDone();
        log = [];
      }
      for (const [segment, bytes] of this.segments) core.loadSegment(segment, bytes);
      core.entitiesLoaded();
    }
    core.sweep(core.logTime, keptDays);
    const saved = parseOffset(core.offset);
    for (const { offset, body } of log)
      core.applyBatch(body, offset, { fold: compareOffsets(parseOffset(offset), saved) > 0 });
  }

  /** A server's copy begins, or begins again. */
  copy(image: ImageStore): void {
    if (this.#last === 0) return;
    image.loadMeta(this.#meta);
    this.#load(image);
    for (const id of [...this.redo.keys()].sort((a, b) => a - b)) image.apply(this.redo.get(id) as Uint8Array);
  }

  #load(into: Core | ImageStore): void {
    for (const chunk of this.#words) into.loadWords(chunk);
    for (const [key, bytes] of this.#pages) into.loadPage(key, bytes);
    for (const [key, bytes] of this.#sketches) into.loadSketch(key, bytes);
  }
}

function put<K, V>(map: Map<K, V>, changes: readonly (readonly [K, V | undefined])[]): void {
  for (const [key, value] of changes) {
    if (value === undefined) map.delete(key);
    // Their bytes are good until the checkpoint is done.
    else map.set(key, (value instanceof Uint8Array ? value.slice() : value) as V);
  }
}
