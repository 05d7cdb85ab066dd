import type { LiveAnswer } from '../../server/live/answers.ts';
import { openFact } from '../../server/live/facts.ts';
import { Ticker } from '../../server/live/ticker.ts';
import { campaignOf, nightPlan, shifted, type Times, type Wish } from '../../server/sources/rehearsal/night.ts';
import type { Delivery } from '../../server/sources/rehearsal/plan.ts';
import { play } from '../../server/sources/rehearsal/play.ts';
import type { Watched } from '../../stream/contract/query.ts';
import { Edge } from '../../stream/engine/batch.ts';
import { Core } from '../../stream/engine/core.ts';
import { Days } from '../../stream/engine/days.ts';
import { admit } from '../../stream/entities/admit.ts';
import { type Moment, Reader } from '../../stream/reading/reader.ts';
import { SETTINGS } from '../support/counted.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A day and a night of a promotion on a clock that runs as fast as it is told: the same engine and the same facts as in
 * production, without the log between them. From four hours before midnight to eight in the evening of the next day.
 */
export class Day {
  readonly start: number;
  #now: number;
  #swept = 0;
  #entry = 0;
  #lastEventAt = 0;
  readonly #cores: Core[];
  readonly #edge = new Edge('a secret of the soak', SETTINGS.partitions);
  readonly #ticker = new Ticker();
  readonly #milestones = new Map<string, number>();
  readonly #kept: number[];
  readonly #campaigns;
  readonly #reader: Reader;
  readonly #deliveries: Iterator<Delivery>;
  #next: Delivery | undefined;

  /** `orders` a second on an even stretch. */
  constructor(seed: number, orders: number) {
    const days = new Days(SETTINGS.timezone);
    this.start = days.start(Date.UTC(2026, 10, 10, 4)) + 20 * HOUR;
    this.#now = this.start;
    const wish: Wish = { seed, rate: orders, minutes: 24 * 60 - 10, spike: 8 };
    const opens = this.start + 10 * MINUTE;
    const times: Times = { start: this.start, opens, end: opens + wish.minutes * MINUTE };
    const before = shifted(times, -DAY);
    this.#campaigns = [
      campaignOf({ ...wish, rate: 0.2 }, before, 'before', { en: 'Before' }),
      campaignOf(wish, times, 'present', { 'zh-CN': '潮汐大促', en: 'Tide festival' }, 'before'),
    ];
    this.#kept = [before.start, times.start, times.end].map((at) => days.start(at));
    this.#cores = Array.from({ length: SETTINGS.partitions }, () => new Core({ days, retentionDays: 30 }));
    const images = this.#cores.map((core) => core.image);
    this.#reader = new Reader({ images: () => images, settings: SETTINGS, campaigns: () => this.#campaigns });
    const past = { ...nightPlan({ ...wish, rate: 0.2 }, before), stock: false, trouble: false };
    this.#take(play(past).deliveries);
    this.#deliveries = play(nightPlan(wish, times, SETTINGS.retentionDays)).deliveries;
  }

  readonly moment = (): Moment => ({ now: this.#now, asOf: this.#now, partial: false });

  readonly open = (watched: Watched): LiveAnswer => {
    if (!('fact' in watched)) return this.#reader.open(watched);
    const health = () => ({ drift: 0, reconciledAt: this.#swept, rehearsal: true, lastEventAt: this.#lastEventAt });
    const { digits } = SETTINGS;
    return openFact(watched, {
      reader: this.#reader,
      ticker: this.#ticker,
      milestones: this.#milestones,
      campaigns: () => this.#campaigns,
      health,
      senders: () => ({ sources: {}, rejected: 0, late: 0 }),
      published: () => undefined,
      digits,
    });
  };

  /** The clock goes on to `now`, epoch ms. Everything that reaches the door up to then is counted, or waits while it `rests`. */
  advance(now: number, rests: boolean): void {
    this.#now = now;
    if (rests) return;
    const due: Delivery[] = [];
    for (;;) {
      this.#next ??= this.#deliveries.next().value ?? undefined;
      if (!this.#next || this.#next.due > now) break;
      due.push(this.#next);
      this.#next = undefined;
    }
    this.#take(due);
  }

  #take(deliveries: Iterable<Delivery>): void {
    let count = 0;
    for (const { due, event } of deliveries) {
      const verdict = admit(event, { settings: SETTINGS, source: 'rehearsal', now: due });
      if (verdict.verdict !== 'accepted') continue;
      this.#edge.add(verdict.event);
      this.#lastEventAt = verdict.event.at;
      if (++count % 2_000 === 0) this.#count(due);
    }
    this.#count(this.#now);
  }

  #count(now: number): void {
    const sweeps = now - this.#swept >= MINUTE;
    if (sweeps) this.#swept = now;
    this.#cores.forEach((core, partition) => {
      const builder = this.#edge.builders[partition];
      if (sweeps) core.sweep(now, this.#kept);
      if (builder && builder.count > 0) core.applyBatch(builder.take(), `${now}-${++this.#entry}`, { fold: true });
      this.#ticker.hear(core.takeDelta({ slow: true }).latest ?? []);
    });
  }
}
