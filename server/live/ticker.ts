import type { FactQuery } from '../../stream/contract/query.ts';
import type { LatestAnswer, LatestRow } from '../../stream/contract/reading.ts';
import { countedRegion } from '../../stream/contract/regions.ts';
import type { Latest } from '../../stream/index.ts';

/** Rows kept of orders and of refunds each. */
const KEPT = 2_000;
const TOP = 5;

export type TickerQuery = Extract<FactQuery, { fact: 'orders' | 'refunds' }>;

/** The latest big orders and refunds, as the aggregators tell of them. A row that was taken back is gone for good. */
export class Ticker {
  private readonly rows = { order: new Map<string, Latest>(), refund: new Map<string, Latest>() };
  /** Grows with every change. */
  version = 0;

  /** The same row may come again. */
  hear(rows: readonly Latest[]): void {
    for (const row of rows) {
      const kept = this.rows[row.what];
      this.version++;
      if (row.gone) kept.delete(row.key);
      else kept.set(row.key, row);
      if (kept.size > KEPT) this.forget(kept);
    }
  }

  /** The newest rows that fit, the newest first. `least` in minor units. */
  read({ fact, filter, top = TOP }: TickerQuery, least: number): LatestAnswer {
    const wanted = Object.entries(filter ?? {}).map(
      ([name, values]) => [name, name === 'region' ? values?.map(countedRegion) : values] as const,
    );
    const fits = (row: Latest) =>
      row.amount >= least &&
      wanted.every(([name, values]) => values?.includes(row[name as keyof LatestRow & 'channel']));
    const found = [...this.rows[fact === 'orders' ? 'order' : 'refund'].values()]
      .filter(fits)
      .sort((a, b) => b.at - a.at || (a.key < b.key ? -1 : 1))
      .slice(0, top);
    return {
      rows: Object.fromEntries(
        found.map(({ key, at, amount, channel, shop, region }) => [key, { at, amount, channel, shop, region }]),
      ),
    };
  }

  private forget(kept: Map<string, Latest>): void {
    const oldest = [...kept.values()].sort((a, b) => a.at - b.at).slice(0, KEPT / 4);
    for (const { key } of oldest) kept.delete(key);
  }
}
