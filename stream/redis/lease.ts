import { acquire } from './functions/acquire.ts';
import { release } from './functions/release.ts';
import { renew } from './functions/renew.ts';
import type { Library } from './library.ts';

/** How long a partition stays without an owner after its owner was killed, ms. */
export const LEASE_MS = 2_000;
const RENEW_MS = 500;

/**
 * The right to count a partition, kept by renewing. While Redis is away it is neither kept nor lost: whoever comes first
 * afterwards has it, and the fence stops the other.
 */
export class Lease {
  readonly fence: number;
  /** Resolves when somebody else has taken the partition, or Redis has forgotten this owner. */
  readonly ended: Promise<'fenced' | 'lost'>;
  private readonly library: Library;
  private readonly partition: number;
  private readonly timer: NodeJS.Timeout;
  private asking = false;

  /** Undefined while another owner holds the partition. The fence is above `seen`, the last one this process had. */
  static async take(library: Library, partition: number, owner: string, seen: number): Promise<Lease | undefined> {
    const fence = await acquire(library, partition, owner, LEASE_MS, seen);
    return fence === undefined ? undefined : new Lease(library, partition, owner, fence);
  }

  private constructor(library: Library, partition: number, owner: string, fence: number) {
    this.library = library;
    this.partition = partition;
    this.fence = fence;
    let end = (_: 'fenced' | 'lost') => {};
    this.ended = new Promise((resolve) => {
      end = resolve;
    });
    this.timer = setInterval(() => {
      if (this.asking) return;
      this.asking = true;
      renew(library, partition, owner, fence, LEASE_MS)
        .then(
          (answer) => {
            if (answer !== 'ok') end(answer);
          },
          () => {}, // Redis is away: asked again in half a second
        )
        .finally(() => {
          this.asking = false;
        });
    }, RENEW_MS);
  }

  /** No longer renews: another owner may have the partition when the lease has run out. */
  drop(): void {
    clearInterval(this.timer);
  }

  /** Gives the partition back at once. */
  async release(): Promise<void> {
    this.drop();
    await release(this.library, this.partition, this.fence);
  }
}
