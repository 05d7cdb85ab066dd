import { Failure } from '../../stream/contract/failure.ts';
import { type Connection, type Headroom, readHeadroom, shortOf } from '../../stream/index.ts';

const LOOK_MS = 500;
/** Counting may stand still for so long before more is refused, ms: an aggregator that is away must not fill Redis. */
export const LAG_LIMIT_MS = 10 * 60_000;
/** One that goes on counting lies so far behind at most: more would only make every wall older. */
export const BACKLOG_LIMIT_MS = 15_000;
/** One that stands still for so long, ms, is away; under load it tells of what it counted in steps of a second or two. */
export const STILL_MS = 5_000;
const STANDS_STILL = 'Nothing was counted for ten minutes: whoever runs this looks after its aggregator.';

export interface RoomOptions {
  connection: Connection;
  /** Where the embedded Redis keeps its files. */
  directory: string | undefined;
  /** Everything accepted up to here (epoch ms) is counted. */
  asOf: () => number;
}

/** Watches whether there is room for more: memory, disk, and how far counting lies behind. */
export class Room {
  private readonly options: RoomOptions;
  private readonly startedAt = Date.now();
  private readonly timer: NodeJS.Timeout;
  private looking = false;
  private seen = 0;
  /** When counting was last seen to go on. */
  private movedAt = Number.NEGATIVE_INFINITY;
  /** As of the last look. */
  headroom: Headroom | undefined;

  constructor(options: RoomOptions) {
    this.options = options;
    this.timer = setInterval(() => void this.look(), LOOK_MS);
  }

  /** Throws Failure `memory`, `disk` or `lag` when nothing more can be let in. */
  check(now = Date.now()): void {
    const short = this.headroom && shortOf(this.headroom);
    if (short) throw new Failure(short, undefined, { retryAfter: 5 });
    const lag = now - Math.max(this.startedAt, this.options.asOf());
    const moving = now - this.movedAt < STILL_MS;
    if (lag > LAG_LIMIT_MS) throw new Failure('lag', moving ? undefined : STANDS_STILL, { retryAfter: 30 });
    if (lag > BACKLOG_LIMIT_MS && moving) throw new Failure('lag', undefined, { retryAfter: 1 });
  }

  async look(now = Date.now()): Promise<void> {
    const asOf = this.options.asOf();
    if (asOf > this.seen) this.movedAt = now;
    this.seen = asOf;
    if (this.looking) return;
    this.looking = true;
    try {
      this.headroom = await readHeadroom(this.options.connection, this.options.directory);
    } catch {
      // Redis is away: the log writer says so, and what was seen last stands until it can be seen again
    } finally {
      this.looking = false;
    }
  }

  close(): void {
    clearInterval(this.timer);
  }
}
