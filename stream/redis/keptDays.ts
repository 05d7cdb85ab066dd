import type { Campaign } from '../contract/campaign.ts';
import type { Days } from '../engine/days.ts';
import { readCampaigns } from './campaigns.ts';
import { type Connection, connect } from './connect.ts';
import { listen } from './control.ts';

const AGAIN_MS = 10_000;

/** Starts (epoch ms) of the business days that campaigns and their baselines touch, in order. */
export function campaignDays(campaigns: readonly Campaign[], days: Days): number[] {
  const starts = new Set<number>();
  for (const { start, end } of campaigns)
    for (let day = days.start(start); day < end; day = days.next(day)) starts.add(day);
  return [...starts].sort((a, b) => a - b);
}

/** Keeps the days of campaigns at hand: read at the start, when somebody says that they changed, and every ten seconds. */
export class KeptDays {
  current: readonly number[] = [];
  private readonly connection: Connection;
  private readonly hearing: Connection;
  private readonly days: Days;
  private readonly timer: NodeJS.Timeout;

  constructor(url: string, connection: Connection, days: Days) {
    this.connection = connection;
    this.days = days;
    this.hearing = connect(url, { name: 'kept-days' });
    this.timer = setInterval(() => void this.again(), AGAIN_MS);
    listen(this.hearing, (message) => {
      if (message === undefined || message.changed === 'campaigns') void this.again();
    }).catch(() => {}); // without the channel the timer does
  }

  /** Rejects when Redis cannot be read. */
  async read(): Promise<void> {
    this.current = campaignDays(await readCampaigns(this.connection), this.days);
  }

  close(): void {
    clearInterval(this.timer);
    this.hearing.disconnect();
  }

  private async again(): Promise<void> {
    await this.read().catch(() => {}); // what was read last stays
  }
}
