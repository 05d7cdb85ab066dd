import type { Campaign } from '../../stream/contract/campaign.ts';
import type { CampaignAnswer, Series } from '../../stream/contract/reading.ts';
import type { LiveQuery, Moment, Reader } from '../../stream/index.ts';

const MINUTE = 60_000;
/** Seconds are kept for a quarter of an hour. */
export const FINE_MS = 14 * MINUTE;

/** Where the second in which a milestone was passed is remembered, by campaign, milestone and minute. */
export interface Memory {
  get(key: string): number | undefined;
  set(key: string, at: number): void;
}

/** When a campaign's paid amount passed each milestone: to the second if somebody looked while seconds were kept, else to the minute. */
export class Milestones {
  readonly campaign: Campaign;
  private readonly reader: Reader;
  private readonly minutes: LiveQuery;
  private readonly found: Memory;

  constructor(reader: Reader, campaign: Campaign, found: Memory) {
    this.found = found;
    this.reader = reader;
    this.campaign = campaign;
    this.minutes = reader.open({ metrics: ['gmv'], window: `campaign:${campaign.id}`, step: '1m' });
  }

  passed(moment: Moment): CampaignAnswer['passed'] {
    const series = this.minutes.read(moment).groups['']?.series?.gmv ?? {};
    const passed: CampaignAnswer['passed'] = {};
    const open = [...this.campaign.milestones].sort((a, b) => a - b);
    let sum = 0;
    for (const [start, amount] of inOrder(series)) {
      while (open[0] !== undefined && sum + amount >= open[0]) {
        const at = this.within(start, open[0] - sum, open[0], moment);
        passed[open.shift() as number] = { at, elapsed: at - this.campaign.start };
      }
      sum += amount;
    }
    return passed;
  }

  close(): void {
    this.minutes.close();
  }

  /** The end of the second, or failing that of the minute, in which the missing amount came together. */
  private within(minute: number, missing: number, milestone: number, moment: Moment): number {
    const key = `${this.campaign.id} ${milestone} ${minute}`;
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const end = minute + MINUTE;
    if (moment.now - minute > FINE_MS) return end;
    const window = { from: minute, to: end };
    const seconds = this.reader.read({ metrics: ['gmv'], window, step: '1s' }, moment).groups['']?.series?.gmv ?? {};
    let sum = 0;
    for (const [start, amount] of inOrder(seconds)) {
      sum += amount;
      if (sum < missing) continue;
      this.found.set(key, start + 1_000);
      return start + 1_000;
    }
    return end;
  }
}

const inOrder = (series: Series): [number, number][] =>
  Object.entries(series)
    .map(([start, amount]): [number, number] => [Number(start), amount])
    .sort(([a], [b]) => a - b);
