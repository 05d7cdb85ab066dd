import type { Campaign } from '../../stream/contract/campaign.ts';
import type { Dimension, Query } from '../../stream/contract/query.ts';
import type { Days } from '../../stream/engine/days.ts';
import { FAMILIES } from '../../stream/engine/families.ts';
import type { Happening } from './images.ts';

const MIN = 60_000;
const LENGTH = [1_000, MIN, 15 * MIN];
const DAY = 3;
export const ROLLS: Record<string, number> = {
  '1m': MIN,
  '5m': 5 * MIN,
  '15m': 15 * MIN,
  '1h': 60 * MIN,
  '24h': 1440 * MIN,
};
const STEPS: Record<string, number> = { '1s': 1_000, '1m': MIN, '5m': 5 * MIN, '15m': 15 * MIN, '1h': 60 * MIN };

/** The slow road of reading: what a query means, from the contract's words and the happenings alone. */
export class Reckoning {
  readonly happenings: readonly Happening[];
  readonly days: Days;
  readonly campaigns: readonly Campaign[];
  readonly kept: readonly number[];

  constructor(happenings: readonly Happening[], days: Days, campaigns: readonly Campaign[], kept: readonly number[]) {
    this.happenings = happenings;
    this.days = days;
    this.campaigns = campaigns;
    this.kept = kept;
  }

  family(query: Query): keyof typeof FAMILIES {
    const used = new Set<string>([query.by ?? '', ...Object.keys(query.filter ?? {})]);
    if (used.has('sku')) return used.has('channel') ? 'channelSku' : 'sku';
    for (const fine of ['region', 'category', 'tag'] as const) if (used.has(fine)) return fine;
    return 'store';
  }

  /** Lengths of the grains finer than a day that still hold `at`, the finest first. */
  grains(query: Query, at: number, now: number): number[] {
    const families = [this.family(query), ...(query.metrics.includes('buyers') ? (['region'] as const) : [])];
    const lists = families.map((name) =>
      [...FAMILIES[name].keep].flatMap(([grain, keep]) => {
        const length = LENGTH[grain];
        if (grain === DAY || length === undefined || (grain === 0 && !isShort(query))) return [];
        const start = Math.floor(at / length) * length;
        const holds = start >= Math.floor((now - keep) / length) * length;
        const keptGrain = name === 'store' ? MIN : 15 * MIN;
        return holds || (length === keptGrain && this.kept.includes(this.days.start(at))) ? [length] : [];
      }),
    );
    const coarsest = Math.max(...lists.map(([finest]) => finest ?? Number.POSITIVE_INFINITY));
    return coarsest === Number.POSITIVE_INFINITY
      ? []
      : [...new Set(lists.flat())].filter((one) => one >= coarsest).sort((a, b) => a - b);
  }

  floor(query: Query, at: number, now: number): number {
    const [finest] = this.grains(query, at, now);
    return finest === undefined ? this.days.start(at) : Math.floor(at / finest) * finest;
  }
  ceil(query: Query, at: number, now: number): number {
    const [finest] = this.grains(query, at - 1, now);
    if (finest !== undefined) return Math.ceil(at / finest) * finest;
    const day = this.days.start(at - 1);
    return this.days.next(day);
  }

  /** [from, to) rounded outward, and further where a day is kept only whole. */
  round(query: Query, from: number, to: number, now: number): { from: number; to: number } {
    let [a, b] = [this.floor(query, from, now), this.ceil(query, to, now)];
    for (let turn = 0; turn < 4; turn++) {
      const last = this.days.start(b - 1);
      if (b !== this.days.next(last) && !this.tiles(query, Math.max(a, last), b, now)) b = this.days.next(last);
      const first = this.days.start(a);
      if (a !== first && !this.tiles(query, a, Math.min(b, this.days.next(first)), now)) a = first;
    }
    return { from: a, to: b };
  }

  /** Whether kept buckets below days fill [from, to) of one day. */
  tiles(query: Query, from: number, to: number, now: number): boolean {
    let at = from;
    while (at < to) {
      const fit = this.grains(query, at, now).findLast((length) => at % length === 0 && at + length <= to);
      if (fit === undefined) return false;
      at += fit;
    }
    return true;
  }

  wanted(query: Query, from: number, to: number): Happening[] {
    return this.happenings.filter(
      (one) =>
        one.at >= from &&
        one.at < to &&
        Object.entries(query.filter ?? {}).every(([dimension, names]) => names?.includes(one[dimension as Dimension])),
    );
  }

  /** Amounts by group and base. */
  amounts(query: Query, from: number, to: number): Map<string, Record<string, number>> {
    const groups = new Map<string, Record<string, number>>();
    for (const one of this.wanted(query, from, to)) {
      const key = query.by === undefined ? '' : one[query.by];
      const sums = groups.get(key) ?? {};
      groups.set(key, sums);
      for (const [base, value] of Object.entries(one.amounts)) sums[base] = (sums[base] ?? 0) + value;
    }
    return groups;
  }

  /** Distinct buyers of some groups. */
  buyers(query: Query, from: number, to: number, groups: ReadonlySet<string> | undefined): number {
    const seen = this.wanted(query, from, to).filter((one) => !groups || groups.has(query.by ? one[query.by] : ''));
    return new Set(seen.flatMap(({ buyer }) => (buyer === undefined ? [] : [buyer]))).size;
  }

  /** Start of the step that contains `at`, and its end. */
  step(step: string, at: number): { key: number; end: number } {
    const day = this.days.start(at);
    const next = this.days.next(day);
    const length = STEPS[step];
    if (length === undefined) return { key: day, end: next };
    const key = day + Math.floor((at - day) / length) * length;
    return { key, end: Math.min(key + length, next) };
  }
}

/** Whether seconds are kept as long as the window is. */
function isShort({ window }: Query): boolean {
  const length = typeof window === 'string' ? ROLLS[window] : Number(window.to) - Number(window.from);
  return length !== undefined && length <= 15 * MIN;
}

const over = (a: number, b: number) => (b === 0 ? undefined : Math.round((a / b) * 1e6) / 1e6);

/** A metric by the words of the catalogue. */
export function metricOf(id: string, sums: Record<string, number>): number | undefined {
  const at = (base: string) => sums[base] ?? 0;
  switch (id) {
    case 'net_sales':
      return at('gmv') - at('refund_amount');
    case 'aov':
      return over(at('gmv'), at('paid_orders'));
    case 'payment_rate':
      return over(at('paid_orders'), at('orders'));
    case 'refund_rate':
      return over(at('refund_amount'), at('gmv'));
    case 'gross_profit':
      return at('costed_gmv') - at('cost');
    case 'margin':
      return over(at('costed_gmv') - at('cost'), at('costed_gmv'));
    case 'coverage':
      return over(at('costed_gmv'), at('gmv'));
    default:
      return at(id);
  }
}
