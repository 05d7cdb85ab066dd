import type { WireEvent } from '../define.ts';
import type { Curve } from './curve.ts';

/** What is to be played; the same plan gives the same deliveries, always. Times are epoch ms. */
export interface Plan {
  seed: number;
  /** Stands before every id, so that two plays into one store stay apart. */
  run: string;
  start: number;
  end: number;
  curve: Curve;
  /** Opening of the sale: before it some orders only pay a deposit. Absent: an ordinary day. */
  opens?: number;
  /** Decimal digits of the store's money, 2 unless said: amounts are the same minor units whatever that is. */
  digits?: number;
  /** Readings and moves of stock, and one hot SKU that runs out. */
  stock: boolean;
  /** Duplicates, disorder and late deliveries, as the field has them. */
  trouble: boolean;
  /** The store's retention: then a few deliveries are older than it, or from the future, and belong in the late ledger. */
  retentionDays?: number;
}

/** One event and when it reaches the door, epoch ms. */
export interface Delivery {
  due: number;
  event: WireEvent;
}

/** What the numbers must be once everything is delivered: integer minor units and counts, kept while the events are made. */
export interface Truth {
  gmv: number;
  paid_orders: number;
  units: number;
  order_amount: number;
  orders: number;
  refund_amount: number;
  refunds: number;
  cancelled_orders: number;
  voided_orders: number;
}

export const nothingYet = (): Truth => ({
  gmv: 0,
  paid_orders: 0,
  units: 0,
  order_amount: 0,
  orders: 0,
  refund_amount: 0,
  refunds: 0,
  cancelled_orders: 0,
  voided_orders: 0,
});
