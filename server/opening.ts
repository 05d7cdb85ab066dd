import type { Replica } from '../stream/index.ts';

/** A loaded partition that nobody counts is waited for so long, ms; then what its checkpoint holds is shown, as partial. */
export const UNHEARD_MS = 15_000;

/**
 * Whether a server that was started may show its numbers. Those of a checkpoint alone may be older than what walls were
 * told by the server before: totals would fall for as long as the aggregator, killed at the same time, needs to come up.
 */
export class Opening {
  private readonly replica: Pick<Replica, 'heard' | 'ready'>;
  private loadedAt: number | undefined;
  private open = false;

  constructor(replica: Pick<Replica, 'heard' | 'ready'>) {
    this.replica = replica;
    replica.ready.then(
      () => {
        this.loadedAt = performance.now();
      },
      () => {}, // closed before it was loaded
    );
  }

  /** Once true it stays true: what is not counted later on is said to be partial. */
  isOpen(): boolean {
    if (this.open || this.loadedAt === undefined) return this.open;
    this.open = this.replica.heard || performance.now() - this.loadedAt > UNHEARD_MS;
    return this.open;
  }
}
