import { Refusal } from '../contract/failure.ts';
import { Days } from '../engine/days.ts';
import { type Connection, connect } from '../redis/connect.ts';
import { announce } from '../redis/control.ts';
import { keys } from '../redis/keys.ts';
import { type Comparison, compare, type Difference } from './compare.ts';
import { Torn } from './logTail.ts';
import { holdStill } from './still.ts';

/** What a reconciliation found, of all partitions. */
export interface Reconciliation {
  /** When it was made, epoch ms. */
  at: number;
  cells: number;
  entities: number;
  /** Cells that say something else than their entities. */
  differing: number;
  /**
   * The largest sum of differences of one measure over all cells of one family and grain: minor units for money, else a
   * count. 0 exactly when no cell differs.
   */
  drift: number;
  /** The same of measures of money alone. */
  moneyDrift: number;
  /** The largest differences, at most 20. */
  worst: Difference[];
}

const MONEY = new Set(['gmv', 'order_amount', 'refund_amount', 'costed_gmv', 'cost']);
/** A difference must be found so many times, each time at another moment, before it is believed. */
const LOOKS = 3;
const TORN = 20;

export interface ReconcileOptions {
  url: string;
  /** Of aggregators that did not note theirs, 30 unless said: days that a forgotten entity may have added to are left out. */
  retentionDays?: number;
  /** Told after each partition. */
  progress?: (partition: number, cells: number) => void;
  /** Ends it, wherever it is: the promise rejects. */
  signal?: AbortSignal;
}

/**
 * Sums up what all retained entities add by code of its own, partition by partition, and compares it with every cell at one
 * point of the partition's log, while everything goes on. Buyers, which are estimated, are not in it.
 */
export async function reconcile(options: ReconcileOptions): Promise<Reconciliation> {
  const { partitions, timezone, ...retained } = await noted(options);
  const ground = { days: new Days(timezone), ...retained };
  const found: Comparison[] = [];
  for (let partition = 0; partition < partitions; partition++) {
    options.signal?.throwIfAborted();
    let comparison = await look(partition, ground, options);
    for (let again = 1; again < LOOKS && comparison.differences.length > 0; again++) {
      comparison = await look(partition, ground, options);
    }
    found.push(comparison);
    options.progress?.(partition, comparison.cells);
  }
  return summary(found);
}

/** What was fixed at first boot, and for how long, and since when (epoch ms), all entities are kept. Throws when the store was never begun. */
async function noted({ url, retentionDays = 30 }: ReconcileOptions) {
  const connection: Connection = connect(url, { name: 'reconcile' });
  try {
    const fields = ['partitions', 'timezone', 'retentionDays', 'retainedSince'];
    const [partitions, timezone, days, since] = await connection.hmget(keys.settings, ...fields);
    if (!partitions || !timezone) throw new Refusal('This store was never begun: no server has run on it yet.');
    const retained = { retentionDays: Number(days ?? retentionDays), retainedSince: Number(since ?? 0) };
    return { partitions: Number(partitions), timezone, ...retained };
  } finally {
    connection.disconnect();
  }
}

async function look(
  partition: number,
  ground: { days: Days; retentionDays: number; retainedSince: number },
  { url, signal }: ReconcileOptions,
): Promise<Comparison> {
  for (let attempt = 1; ; attempt++) {
    try {
      const still = await holdStill(url, partition, { ...ground, signal });
      return compare(partition, still, { ...ground, now: Date.now() });
    } catch (error) {
      if (!(error instanceof Torn) || attempt >= TORN || signal?.aborted) throw error;
    }
  }
}

function summary(found: readonly Comparison[]): Reconciliation {
  const sums = new Map<string, number>();
  const worst: Difference[] = [];
  let differing = 0;
  for (const { differences } of found) {
    differing += differences.length;
    for (const each of differences) {
      const name = `${each.measure} ${each.family} ${each.grain}`;
      // A reading's time is no amount: it counts as one.
      const by = each.measure === 'read_at' ? 1 : Math.abs(each.stands - each.sum);
      sums.set(name, (sums.get(name) ?? 0) + by);
    }
    worst.push(...differences);
    worst.sort((a, b) => Math.abs(b.stands - b.sum) - Math.abs(a.stands - a.sum));
    worst.length = Math.min(worst.length, 20);
  }
  const money = [...sums].filter(([name]) => MONEY.has(name.split(' ')[0] ?? ''));
  return {
    at: Date.now(),
    cells: found.reduce((sum, { cells }) => sum + cells, 0),
    entities: found.reduce((sum, { entities }) => sum + entities, 0),
    differing,
    drift: Math.max(0, ...sums.values()),
    moneyDrift: Math.max(0, ...money.map(([, sum]) => sum)),
    worst,
  };
}

/** Keeps the result where every server's health fact and badge look for it. */
export async function storeReconciliation(url: string, { drift, at, cells, differing }: Reconciliation): Promise<void> {
  const connection: Connection = connect(url, { name: 'reconcile' });
  try {
    await connection.hset(keys.reconciled, { drift, at, cells, differing });
    await announce(connection, { changed: 'reconciled' });
  } finally {
    connection.disconnect();
  }
}
