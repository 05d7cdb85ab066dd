import { type Campaign, MOST_DAYS_OF_MINUTES } from '../../stream/contract/campaign.ts';
import type { CampaignAnswer, Reading, Series } from '../../stream/contract/reading.ts';
import type { LiveQuery, Moment, Reader } from '../../stream/index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Seconds are kept for a quarter of an hour. */
export const FINE_MS = 14 * MINUTE;

/** Where the second in which a milestone was passed is remembered, by campaign, milestone and minute. */
export interface Memory {
  get(key: string): number | undefined;
  set(key: string, at: number): void;
}

/**
 * When a campaign's paid amount passed each milestone: to the second if somebody looked while seconds were kept, else to the
 * minute. Of a long campaign the days are looked at, and the minutes of those in which a milestone was passed.
 */
export class Milestones {
  readonly campaign: Campaign;
  private readonly reader: Reader;
  private readonly whole: LiveQuery;
  private readonly long: boolean;
  /** Minutes by the start of their day. */
  private readonly days = new Map<number, LiveQuery>();
  private readonly found: Memory;

  constructor(reader: Reader, campaign: Campaign, found: Memory) {
    this.found = found;
    this.reader = reader;
    this.campaign = campaign;
    this.long = campaign.end - campaign.start > MOST_DAYS_OF_MINUTES * 24 * HOUR;
    const step = this.long ? '1d' : '1m';
    this.whole = reader.open({ metrics: ['gmv'], window: `campaign:${campaign.id}`, step });
  }

  passed(moment: Moment): CampaignAnswer['passed'] {
    const passed: CampaignAnswer['passed'] = {};
    const open = [...this.campaign.milestones].sort((a, b) => a - b);
    const tell = (at: number) => {
      passed[open.shift() as number] = { at, elapsed: at - this.campaign.start };
    };
    /** Goes through minutes up to where the sum is `most`. */
    const walk = (minutes: readonly [number, number][], before: number, most: number) => {
      let sum = before;
      for (const [start, amount] of minutes) {
        while (open[0] !== undefined && open[0] <= Math.min(sum + amount, most))
          tell(this.within(start, open[0] - sum, open[0], moment));
        sum += amount;
      }
    };
    const points = inOrder(seriesOf(this.whole.read(moment)));
    if (this.long) {
      let sum = 0;
      for (const [day, amount] of points) {
        if (open[0] !== undefined && open[0] <= sum + amount) walk(this.minutesOf(day, moment), sum, sum + amount);
        // Of a day that became one of a campaign too late no minutes are kept.
        while (open[0] !== undefined && open[0] <= sum + amount) tell(Math.min(day + 24 * HOUR, this.campaign.end));
        sum += amount;
      }
    } else walk(points, 0, Number.POSITIVE_INFINITY);
    return passed;
  }

  close(): void {
    this.whole.close();
    for (const minutes of this.days.values()) minutes.close();
  }

  private minutesOf(day: number, moment: Moment): [number, number][] {
    let minutes = this.days.get(day);
    if (!minutes) {
      // The first and the last day are cut; the longest has 25 hours, and what is behind a shorter one is not reached.
      const [from, to] = [Math.max(day, this.campaign.start), Math.min(day + 25 * HOUR, this.campaign.end)];
      minutes = this.reader.open({ metrics: ['gmv'], window: { from, to }, step: '1m' });
      this.days.set(day, minutes);
    }
    return inOrder(seriesOf(minutes.read(moment)));
  }

  /** The end of the second, or failing that of the minute, in which the missing amount came together. */
  private within(minute: number, missing: number, milestone: number, moment: Moment): number {
    const key = `${this.campaign.id} ${milestone} ${minute}`;
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const end = minute + MINUTE;
    if (moment.now - minute > FINE_MS) return end;
    const window = { from: minute, to: end };
    const seconds = seriesOf(this.reader.read({ metrics: ['gmv'], window, step: '1s' }, moment));
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

const seriesOf = ({ groups }: Reading): Series => groups['']?.series?.gmv ?? {};
const inOrder = (series: Series): [number, number][] =>
  Object.entries(series)
    .map(([start, amount]): [number, number] => [Number(start), amount])
    .sort(([a], [b]) => a - b);
