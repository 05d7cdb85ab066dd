import type { Dimension } from '../contract/query.ts';

/** What is added up in cells and may stand in a formula. */
export type Base =
  | 'gmv'
  | 'paid_orders'
  | 'units'
  | 'order_amount'
  | 'orders'
  | 'refund_amount'
  | 'refunds'
  | 'cancelled_orders'
  | 'voided_orders'
  | 'costed_gmv'
  | 'cost';

/** A sum of base measures, each times 1 or -1. */
export type Terms = Partial<Record<Base, 1 | -1>>;

/**
 * How a value comes out of cells. `sum`: exact, 0 when nothing happened. `ratio`: sum over sum at read time, rounded to 6
 * digits, absent when the denominator is 0. `sketch`: distinct buyers. `stock`: as of now, untouched by time.
 */
export type Formula =
  | { readonly kind: 'sum'; readonly of: Terms }
  | { readonly kind: 'ratio'; readonly of: Terms; readonly over: Terms }
  | { readonly kind: 'sketch' }
  | { readonly kind: 'stock'; readonly of: 'on_hand' | 'available' | 'cover' };

export type Unit = 'money' | 'count' | 'ratio' | 'minutes';
export interface Bilingual {
  readonly 'zh-CN': string;
  readonly en: string;
}

export interface Metric {
  readonly id: string;
  readonly names: Bilingual;
  readonly unit: Unit;
  /** What it counts, in one sentence. */
  readonly sentence: Bilingual;
  /** False: estimated. */
  readonly exact: boolean;
  /** What it may be grouped and filtered by. */
  readonly dimensions: readonly Dimension[];
  readonly formula: Formula;
}

/** Base measures a formula needs. */
export function basesOf(formula: Formula): Base[] {
  const terms =
    formula.kind === 'sum' ? formula.of : formula.kind === 'ratio' ? { ...formula.of, ...formula.over } : {};
  return Object.keys(terms) as Base[];
}
