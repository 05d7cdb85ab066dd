import type { HealthAnswer } from '../stream/contract/reading.ts';
import {
  type Connection,
  type DoorCounters,
  isAway,
  type Moment,
  NowProjection,
  type Reader,
  readCounters,
  readReconciled,
  readRehearsal,
} from '../stream/index.ts';
import { Senders } from './live/senders.ts';
import { Now } from './now.ts';

/** Between two hashes of `tw:now:*`, ms. */
const BREATH_MS = 10;

export interface RoundsOptions {
  store: Connection;
  counters: DoorCounters;
  reader: Reader;
  /** Throws while the numbers are being loaded. */
  moment: () => Moment;
  /** Done in every round, before the rest. */
  first: () => void;
  /** Looks for milestones. */
  look: () => Promise<void>;
  /** What the rounds found changed. */
  changed: () => void;
  onError: (error: unknown) => void;
}

/** What a server does once a second: adds its counters up in Redis, reads what others wrote, writes `tw:now:*` when it is its turn. */
export class Rounds {
  private readonly options: RoundsOptions;
  private readonly projection: NowProjection;
  private readonly timer: NodeJS.Timeout;
  private now: Now | undefined;
  private writes = false;
  /** Redis did not do what the last round asked of it: it is away, a replica, or cannot write its files. Full it still answers. */
  refused = false;
  private running: Promise<void> | undefined;
  private lastEventAt: number | undefined;
  private found: HealthAnswer = {};
  readonly senders = new Senders();
  /** Totals of all servers, as of the last round. */
  doors: Record<string, number> = {};

  constructor(options: RoundsOptions) {
    this.options = options;
    this.projection = new NowProjection(options.store);
    this.timer = setInterval(() => {
      this.running ??= this.attempt().finally(() => {
        this.running = undefined;
      });
    }, 1_000);
  }

  get health(): HealthAnswer {
    return { ...this.found, ...(this.lastEventAt === undefined ? {} : { lastEventAt: this.lastEventAt }) };
  }

  /** A round that never rejects: the next one tries again. */
  async attempt(): Promise<void> {
    try {
      await this.round();
      this.refused = false;
    } catch (error) {
      this.refused = isAway(error) && !/^OOM\b/.test((error as Error).message);
      this.options.onError(error);
    }
  }

  async round(): Promise<void> {
    const { store, counters } = this.options;
    this.options.first();
    await counters.flush();
    const [doors, reconciled, rehearsal] = await Promise.all([
      readCounters(store),
      readReconciled(store),
      readRehearsal(store),
    ]);
    this.doors = doors;
    this.senders.note(doors, Date.now());
    const times = Object.entries(doors).flatMap(([name, at]) => (/^source:.*:last$/.test(name) ? [at] : []));
    if (times.length > 0) this.lastEventAt = Math.max(...times);
    this.found = {
      ...(reconciled ? { drift: reconciled.drift, reconciledAt: reconciled.at } : {}),
      rehearsal,
    };
    await this.options.look();
    this.options.changed();
    await this.project();
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
    await this.options.counters.flush();
    if (this.writes) await this.projection.release();
    this.now?.close();
  }

  private async project(): Promise<void> {
    const held = await this.projection.hold();
    this.writes = held !== undefined;
    if (!held) return;
    this.now ??= new Now(this.options.reader);
    if (held === 'taken') this.now.forget();
    try {
      for (const hash of this.now.read(this.options.moment)) {
        await this.projection.write(hash);
        await new Promise((resolve) => setTimeout(resolve, BREATH_MS)); // frames must not wait for all of them
      }
    } catch (error) {
      this.now.forget(); // what did not get through must be written whole
      throw error;
    }
  }
}
