import { Failure } from '../../stream/contract/failure.ts';
import type { Beat, Frame, Readings, Snapshot } from '../../stream/contract/live.ts';
import { diff, type Moment } from '../../stream/index.ts';
import type { LiveAnswer } from './answers.ts';

/** Without a frame for so long a beat tells that the view lives, ms. */
export const BEAT_MS = 1_000;
/** Between two evaluations that found nothing new, ms. */
const GAP_MS = 20;
/** From a change to its evaluation, ms: deltas of several partitions come close together, and one frame may tell of all. */
const GATHER_MS = 4;
/** A view whose evaluations take longer is a heavy one, ms; those have half of the time, all of them together. */
const HEAVY_MS = 10;
const HEAVY_SHARE = 2;
/** The queries of a new view are evaluated for so long together, ms: everything else waits meanwhile. */
const MOST_MS = 2_000;
const TOO_MANY = `Up to here these queries took more than ${MOST_MS / 1000} s; watch the rest in another view.`;
/** The beats of a pace lie a little further apart than it allows, so that a timer that is late is made up for. */
const beatOf = (every: number): number => every * 1.01;

/**
 * One list of queries at one pace: what every screen that watches it has been told. Pacing is on a monotonic clock
 * (`local`, ms), which nobody sets; what is told carries the server's clock (epoch ms). Under a stream of changes all
 * views of a pace speak on the same beats: a screen that watches twenty draws once, not twenty times.
 */
export class View {
  readonly id: string;
  private readonly every: number;
  private readonly answers: readonly LiveAnswer[];
  private readings: Readings;
  private seq = 0;
  private asOf: number;
  private framedAt = Number.NEGATIVE_INFINITY;
  /** The number of the common beat on which the next frame goes while changes stream in. */
  private nextBeat = 0;
  private evaluatedAt: number;
  private heardAt: number;
  /** How long the last evaluation took, and the lesser of the last two: one that was interrupted is not heavy, ms. */
  private took = 0;
  private cost = 0;
  private readonly clock: () => number;
  private readonly load: () => number;
  /** When something may have changed first since the last evaluation. */
  private staleAt: number | undefined;

  /** `load`: the weights of all heavy views together, ms. Throws a Failure when the queries take too long. */
  constructor(
    id: string,
    every: number,
    answers: readonly LiveAnswer[],
    moment: Moment,
    local: () => number,
    load: () => number = () => 0,
  ) {
    this.id = id;
    this.every = every;
    this.answers = answers;
    this.clock = local;
    this.load = load;
    this.asOf = moment.asOf;
    const begun = local();
    this.evaluatedAt = begun;
    this.heardAt = begun;
    this.readings = this.evaluate(moment, (index) => {
      if (local() - begun > MOST_MS) throw new Failure('request', TOO_MANY).under(`queries.${index}`);
    });
  }

  /** When there is something to do next: a frame when stale, else the beat. */
  get due(): number {
    const beat = this.heardAt + BEAT_MS;
    if (this.staleAt === undefined) return beat;
    return Math.min(beat, Math.max(this.paced, this.rested, this.staleAt + GATHER_MS));
  }

  /** What each of its evaluations takes when it is a heavy view, ms, else 0. */
  get weight(): number {
    return this.cost > HEAVY_MS ? this.cost : 0;
  }

  /** When it may be evaluated again: a heavy one after all heavy ones had their turn, and as long again. */
  private get rested(): number {
    return this.evaluatedAt + Math.max(GAP_MS, this.weight > 0 ? this.load() * HEAVY_SHARE : 0);
  }

  /** Whether changes stream in: the next comes before the last frame is `every` old. */
  private get streaming(): boolean {
    return this.staleAt !== undefined && this.staleAt < this.framedAt + this.every;
  }

  /** When the frame after the last one may go: while changes stream in on the next common beat, after a quiet time at once. */
  private get paced(): number {
    const earliest = this.framedAt + this.every;
    return this.streaming ? Math.max(earliest, this.nextBeat * beatOf(this.every)) : earliest;
  }

  private framed(local: number, streaming: boolean): void {
    const period = beatOf(this.every);
    // A frame that went late for its beat still belongs to it; the first after a quiet time waits for a beat of all.
    const onBeat = streaming && local - this.nextBeat * period < this.every / 4;
    this.nextBeat = onBeat ? this.nextBeat + 1 : Math.ceil((local + this.every) / period);
    this.framedAt = local;
  }

  /** Something may have changed. */
  touch(local: number): void {
    this.staleAt ??= local;
  }

  /** The frame or beat that is due at this moment, or undefined. At most one frame each `every`, the first at once. */
  step(moment: Moment, local: number, epoch: string): { frame: Frame } | { beat: Beat } | undefined {
    if (local < this.due) return undefined;
    if (this.weight > 0 && local < this.rested) {
      this.heardAt = local; // it lives, as of its last evaluation: its `asOf` says how slow it is
      return { beat: this.beat(moment.now, epoch) };
    }
    const { streaming } = this;
    this.staleAt = undefined;
    this.evaluatedAt = local;
    const begun = this.clock();
    const next = this.attempt(moment, local);
    const took = this.clock() - begun;
    this.cost = Math.min(took, this.took);
    this.took = took;
    const patch = diff(this.readings, next);
    this.readings = next;
    this.asOf = moment.asOf;
    if (patch) {
      this.seq++;
      this.framed(local, streaming);
    } else if (local < this.heardAt + BEAT_MS) return undefined;
    this.heardAt = local;
    const beat = this.beat(moment.now, epoch);
    return patch ? { frame: { ...beat, patch } } : { beat };
  }

  /** Everything that has been told so far, for a screen that comes new or fell behind. */
  snapshot(now: number, epoch: string): Snapshot {
    return { ...this.beat(now, epoch), readings: this.readings };
  }

  close(): void {
    for (const answer of this.answers) answer.close();
  }

  private beat(now: number, epoch: string): Beat {
    return { view: this.id, epoch, seq: this.seq, at: now, asOf: this.asOf };
  }

  private attempt(moment: Moment, local: number): Readings {
    try {
      return this.evaluate(moment);
    } catch (error) {
      this.heardAt = local; // the next attempt is a second away, and until then silence says that something is wrong
      throw error;
    }
  }

  private evaluate(moment: Moment, before: (index: number) => void = () => {}): Readings {
    const read = (answer: LiveAnswer, index: number) => {
      before(index);
      return [index, answer.read(moment)] as const;
    };
    return Object.fromEntries(this.answers.map(read));
  }
}
