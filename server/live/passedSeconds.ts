import type { Campaign } from '../../stream/contract/campaign.ts';
import { type Connection, keepMilestones, type Moment, type Reader, readMilestones } from '../../stream/index.ts';
import { FINE_MS, Milestones } from './milestones.ts';

/**
 * In which second each milestone was passed. The readings forget their seconds after a quarter of an hour, and a server
 * may start again or not be watched by anybody: so every server looks for itself, and what the first one found is kept.
 */
export class PassedSeconds {
  private readonly store: Connection;
  private readonly reader: Reader;
  private readonly running = new Map<string, Milestones>();
  private known: ReadonlyMap<string, number> = new Map();
  private readonly fresh = new Map<string, number>();

  constructor(store: Connection, reader: Reader) {
    this.store = store;
    this.reader = reader;
  }

  get(key: string): number | undefined {
    return this.known.get(key) ?? this.fresh.get(key);
  }

  set(key: string, at: number): void {
    this.fresh.set(key, at);
  }

  /** Looks at every campaign that runs or has just ended, keeps what is new and reads what others kept. */
  async round(campaigns: readonly Campaign[], moment: Moment | undefined): Promise<void> {
    const { now } = moment ?? { now: 0 };
    const wanted = campaigns.filter(
      ({ start, end, milestones }) => milestones.length > 0 && start <= now && now < end + FINE_MS,
    );
    for (const [id, one] of this.running)
      if (!wanted.includes(one.campaign)) {
        one.close();
        this.running.delete(id);
      }
    for (const campaign of wanted) {
      const one = this.running.get(campaign.id) ?? new Milestones(this.reader, campaign, this);
      this.running.set(campaign.id, one);
      if (moment) one.passed(moment);
    }
    const found = new Map(this.fresh);
    if (found.size > 0) await keepMilestones(this.store, found);
    this.known = await readMilestones(this.store);
    for (const key of found.keys()) this.fresh.delete(key);
  }

  close(): void {
    for (const one of this.running.values()) one.close();
    this.running.clear();
  }
}
