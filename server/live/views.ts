import type { Beat, Frame, Snapshot } from '../../stream/contract/live.ts';
import type { Moment } from '../../stream/index.ts';
import type { Answers } from './answers.ts';
import { viewId } from './canonical.ts';
import type { Asked } from './scope.ts';
import { View } from './view.ts';

/** A view nobody watches stays open for so long: a page that is loaded again finds it, ms. */
const LINGER_MS = 5_000;
const SECOND_MS = 1_000;
/** Views are evaluated for so long in one turn of the event loop, ms: after a partition was loaded anew all of them are, whole. */
const TURN_MS = 50;

/** Who watches, as far as a view is concerned. */
export interface Audience {
  /** To all who watch the view and keep up; those who do not are left to `catchUp`. */
  frame(view: string, frame: Frame): void;
  beat(view: string, beat: Beat): void;
}

export interface ViewsOptions {
  answers: Answers;
  audience: Audience;
  moment: () => Moment;
  epoch: () => string;
  /** Monotonic, ms. */
  local?: () => number;
  /** An evaluation threw: the view is left as it was. */
  onError: (error: unknown) => void;
}

interface Slot {
  readonly view: View;
  watchers: number;
  emptyAt: number;
}

/** All views of this server, each evaluated once when it is due, whoever watches. One timer for all of them. */
export class Views {
  private readonly options: ViewsOptions;
  private readonly local: () => number;
  private readonly views = new Map<string, Slot>();
  private timer: NodeJS.Timeout | undefined;
  private wakesAt = Number.POSITIVE_INFINITY;
  /** Where a turn that grew too long goes on. */
  private walk: Iterator<[string, Slot]> | undefined;
  /** The weights of all views together, ms. */
  private load = 0;
  private readonly second: NodeJS.Timeout;

  constructor(options: ViewsOptions) {
    this.options = options;
    this.local = options.local ?? (() => performance.now());
    // Rolling windows lose old buckets and comparisons slide even when nothing arrives.
    this.second = setInterval(() => this.changed(), SECOND_MS);
    this.second.unref();
  }

  get size(): number {
    return this.views.size;
  }

  /** Opens the view of these queries or joins it. Throws the Failure of a query that is refused. */
  enter(queries: readonly Asked[], every: number, scope: string): string {
    const id = viewId(queries, every, scope);
    let slot = this.views.get(id);
    if (!slot) {
      const answers = this.options.answers.hold(queries);
      try {
        const view = new View(id, every, answers, this.options.moment(), this.local, () => this.load);
        slot = { view, watchers: 0, emptyAt: 0 };
      } catch (error) {
        for (const answer of answers) answer.close();
        throw error;
      }
      this.views.set(id, slot);
      this.wake(slot.view.due);
    }
    slot.watchers++;
    return id;
  }

  leave(id: string): void {
    const slot = this.views.get(id);
    if (slot && --slot.watchers === 0) slot.emptyAt = this.local();
  }

  snapshot(id: string): Snapshot | undefined {
    return this.views.get(id)?.view.snapshot(this.options.moment().now, this.options.epoch());
  }

  /** Numbers, facts or the time moved: every view may have something new. */
  changed(): void {
    let due = Number.POSITIVE_INFINITY;
    const local = this.local();
    for (const { view } of this.views.values()) {
      view.touch(local);
      due = Math.min(due, view.due);
    }
    this.wake(due);
  }

  close(): void {
    clearInterval(this.second);
    clearTimeout(this.timer);
    for (const { view } of this.views.values()) view.close();
    this.views.clear();
  }

  private wake(at: number): void {
    if (at >= this.wakesAt) return;
    clearTimeout(this.timer);
    this.wakesAt = at;
    this.timer = setTimeout(() => this.step(), Math.max(0, at - this.local()));
  }

  private step(): void {
    this.wakesAt = Number.POSITIVE_INFINITY;
    const moment = this.options.moment();
    const epoch = this.options.epoch();
    const local = this.local();
    this.walk ??= this.views.entries();
    for (let next = this.walk.next(); ; next = this.walk.next()) {
      if (next.done) {
        this.walk = undefined;
        break;
      }
      this.look(next.value, moment, local, epoch);
      if (this.local() - local < TURN_MS) continue;
      this.wake(local); // the rest after whatever else waits
      return;
    }
    let due = Number.POSITIVE_INFINITY;
    for (const { view } of this.views.values()) due = Math.min(due, view.due);
    if (due < Number.POSITIVE_INFINITY) this.wake(due);
  }

  private look([id, { view, watchers, emptyAt }]: [string, Slot], moment: Moment, local: number, epoch: string): void {
    if (watchers === 0 && local - emptyAt > LINGER_MS) {
      view.close();
      this.views.delete(id);
      this.load -= view.weight;
      return;
    }
    const { weight } = view;
    try {
      const message = view.step(moment, local, epoch);
      if (message && 'frame' in message) this.options.audience.frame(id, message.frame);
      else if (message) this.options.audience.beat(id, message.beat);
    } catch (error) {
      this.options.onError(error);
    }
    this.load += view.weight - weight;
  }
}
