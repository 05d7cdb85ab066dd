import type { Problem } from '../../stream/contract/failure.ts';
import type { Beat, Frame, Readings, Snapshot, Watch } from '../../stream/contract/live.ts';
import { applyPatch, forward } from '../../stream/contract/patch.ts';
import type { Watched } from '../../stream/contract/query.ts';

export type ReadingsListener = (readings: Readings, beat: Beat) => void;

/** One view as this client knows it: readings, put forward by frames and beats, until a gap says to ask again. */
export class View {
  readonly queries: readonly Watched[];
  readonly every: number;
  /** Put forward to the last frame or beat. */
  readings: Readings | undefined;
  /** The same, but an answer keeps its identity until its content changes. */
  #told: Readings = {};
  beat: Beat | undefined;
  heardAt: number | undefined;
  gapSince: number | undefined;
  problem: Problem | undefined;
  readonly askedAt: number;
  readonly listeners = new Set<ReadingsListener>();

  constructor(request: Watch, local: number) {
    this.queries = request.queries;
    this.every = request.every ?? 100;
    this.askedAt = local;
  }

  /** Everything anew: the answer of `watch`, or what the server sends to a screen that fell behind. */
  replace(snapshot: Snapshot, local: number): void {
    const { readings, ...beat } = snapshot;
    this.readings = readings;
    this.#told = readings;
    this.problem = undefined;
    this.gapSince = undefined;
    this.#advance(beat, local);
    this.#tell();
  }

  /** Applies a frame; false means a gap: ask again. A frame from before the answer is passed over. */
  frame(frame: Frame, local: number): boolean {
    if (!this.beat || !this.readings || this.gapSince !== undefined) return true;
    if (frame.epoch === this.beat.epoch && frame.seq <= this.beat.seq) return true;
    if (frame.epoch !== this.beat.epoch || frame.seq !== this.beat.seq + 1) return this.#gap(local);
    const { patch, ...beat } = frame;
    this.readings = applyPatch(forward(this.readings, frame.asOf), patch);
    const told = { ...this.#told };
    for (const index of Object.keys(patch)) {
      const answer = this.readings[index];
      if (answer) told[index] = answer;
      else delete told[index];
    }
    this.#told = told;
    this.#advance(beat, local);
    this.#tell();
    return true;
  }

  /** Hears a beat; false means a gap. */
  hear(beat: Beat, local: number): boolean {
    if (!this.beat || this.gapSince !== undefined) return true;
    if (beat.epoch !== this.beat.epoch || beat.seq !== this.beat.seq) return this.#gap(local);
    if (this.readings) this.readings = forward(this.readings, beat.asOf);
    this.#advance(beat, local);
    return true;
  }

  /** Tells one listener what is known, if anything is. */
  tell(listener: ReadingsListener): void {
    if (this.readings && this.beat) listener(this.#told, this.beat);
  }

  #advance(beat: Beat, local: number): void {
    this.beat = beat;
    this.heardAt = local;
  }

  #gap(local: number): boolean {
    this.gapSince ??= local;
    return false;
  }

  #tell(): void {
    for (const listener of this.listeners) this.tell(listener);
  }
}
