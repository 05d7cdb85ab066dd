import { Arrivals } from './arrivals.ts';
import type { Connection } from './connect.ts';
import { Partition, type PartitionOptions } from './partition.ts';
import { fairShare, Roster } from './roster.ts';
import { Turns } from './turns.ts';

export interface OwnershipOptions extends Omit<PartitionOptions, 'partition' | 'turns' | 'breaths' | 'arrivals'> {
  connection: Connection;
  partitions: number;
  /** Owns these only, however many others live; absent: a fair share. */
  only?: readonly number[];
}

const ROUND_MS = 250;

/** Owns a fair share of the partitions: takes free ones until it has it, gives some back when others come. */
export class Ownership {
  private readonly options: OwnershipOptions;
  private readonly roster: Roster;
  private readonly owned = new Map<number, Partition>();
  /** Highest fence this process had of each partition. */
  private readonly seen = new Map<number, number>();
  private readonly pauses = new Map<number, { until: number; length: number }>();
  private readonly turns = new Turns();
  private readonly breaths = new Turns();
  private readonly arrivals = new Arrivals();
  private readonly rounds: Promise<void>;
  private stopping = false;
  private share: number;
  /** How often counted data was found missing in Redis. */
  losses = 0;

  constructor(options: OwnershipOptions) {
    this.options = options;
    this.roster = new Roster(options.connection, options.owner);
    this.share = options.only?.length ?? options.partitions;
    this.rounds = this.run();
  }

  /** The partitions that are counted here now. */
  get live(): number[] {
    return [...this.owned].flatMap(([number, partition]) => (partition.live ? [number] : [])).sort((a, b) => a - b);
  }
  /** As many as this aggregator should have are counted. */
  get ready(): boolean {
    return this.live.length >= Math.min(this.share, this.options.partitions);
  }

  /** Saves and gives back everything. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.rounds;
    await Promise.all([...this.owned.values()].map((partition) => partition.stop()));
    await this.roster.leave().catch(() => {}); // Redis is away: the sign of life ages
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.round();
      } catch {
        // Redis is away: the next round asks again
      }
      await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
    }
  }

  private async round(): Promise<void> {
    const { partitions, only, owner } = this.options;
    const living = await this.roster.sign();
    if (!only) this.share = fairShare(partitions, living.length);
    const extra = this.owned.size - this.share;
    for (const partition of [...this.owned.values()].slice(0, Math.max(0, extra))) void partition.stop();
    const place = Math.max(0, living.indexOf(owner)) * this.share;
    const wanted = only ?? Array.from({ length: partitions }, (_, index) => (place + index) % partitions);
    for (const number of wanted) {
      if (this.stopping || this.owned.size >= this.share) return;
      if (this.owned.has(number) || (this.pauses.get(number)?.until ?? 0) > Date.now()) continue;
      const { turns, breaths, arrivals } = this;
      const options = { ...this.options, partition: number, turns, breaths, arrivals };
      const partition = await Partition.own(options, this.seen.get(number) ?? 0);
      if (partition) this.keep(number, partition);
    }
  }

  private keep(number: number, partition: Partition): void {
    this.owned.set(number, partition);
    this.seen.set(number, partition.fence);
    const since = Date.now();
    void partition.ended.then((end) => {
      this.owned.delete(number);
      if (end === 'lost') this.losses++;
      if (end === 'released') return;
      // Taken away or failed: not again at once, or two would take it from each other for ever.
      const before = Date.now() - since > 30_000 ? 0 : (this.pauses.get(number)?.length ?? 0);
      const length = end === 'lost' ? 0 : Math.min(5_000, Math.max(100, before * 2));
      this.pauses.set(number, { until: Date.now() + length, length });
    });
  }
}
