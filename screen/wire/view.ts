import type { Problem } from '../../stream/contract/failure.ts';
import type { Beat, Frame, Readings, Snapshot, Watch } from '../../stream/contract/live.ts';
import type { Watched } from '../../stream/contract/query.ts';
import type { Answer, Reading } from '../../stream/contract/reading.ts';
import { applyPatch } from './patch.ts';

export type ReadingsListener = (readings: Readings, beat: Beat) => void;

const isReading = (answer: Answer): answer is Reading => 'groups' in answer;

/** One view as this client knows it: readings, put forward by frames and beats, until a gap says to ask again. */
export class View {
  readonly queries: readonly Watched[];
  readonly every: number;
  readings: Readings | undefined;
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
    this.readings = applyPatch(this.readings, patch) as Readings;
    this.#advance(beat, local);
    this.#tell();
    return true;
  }

  /** Hears a beat; false means a gap. */
  hear(beat: Beat, local: number): boolean {
    if (!this.beat || this.gapSince !== undefined) return true;
    if (beat.epoch !== this.beat.epoch || beat.seq !== this.beat.seq) return this.#gap(local);
    this.#advance(beat, local);
    return true;
  }

  /** The readings with `asOf`, and the `to` of windows that end now, put forward to the last message. */
  current(): Readings | undefined {
    const { readings, beat } = this;
    if (!readings || !beat) return undefined;
    const moved: Readings = {};
    for (const [index, answer] of Object.entries(readings)) {
      if (!isReading(answer)) moved[index] = answer;
      else {
        const { asOf, to } = answer;
        moved[index] = { ...answer, asOf: beat.asOf, to: to >= asOf && to <= asOf + 1 ? to + beat.asOf - asOf : to };
      }
    }
    return moved;
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
    const { readings, beat } = this;
    if (readings && beat) for (const listener of this.listeners) listener(readings, beat);
  }
}
