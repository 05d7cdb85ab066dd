import { Failure } from '../../stream/contract/failure.ts';

/** Bytes of bodies under way, at most; more would be memory that a slow log holds. */
export const FLIGHT_BYTES = 256 << 20;

/** The memory of all bodies under way. */
export class Flights {
  private bytes = 0;
  private readonly most: number;

  constructor(most = FLIGHT_BYTES) {
    this.most = most;
  }

  /** A body that is to come. */
  begin(): Flight {
    return new Flight((bytes) => {
      if (bytes > 0 && this.bytes + bytes > this.most)
        throw new Failure('log', 'Too many bodies at the same time.', { retryAfter: 1 });
      this.bytes += bytes;
    });
  }
}

/** One body, from its first byte until what it holds is written. */
export class Flight {
  private readonly take: (bytes: number) => void;
  private held = 0;

  /** `take` counts so many bytes more, or less; throws when they would be too many. */
  constructor(take: (bytes: number) => void) {
    this.take = take;
  }

  /** It holds so many bytes more. Throws Failure `log`, and holds no more, when all together would hold too many. */
  grow(bytes: number): void {
    this.take(bytes);
    this.held += bytes;
  }

  /** It holds so many bytes, which are no more than it held. */
  shrinkTo(bytes: number): void {
    this.grow(Math.min(0, bytes - this.held));
  }

  end(): void {
    this.shrinkTo(0);
  }
}
