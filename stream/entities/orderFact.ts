import type { Admitted, OrderEvent } from '../contract/admitted.ts';
import { LINE, NOTHING, type Told } from './orderState.ts';

export const CREATED = 0;
export const PAYMENT = 1;
export const SHIPPED = 2;
export const COMPLETED = 3;
export const CANCELLED = 4;
export const VOIDED = 5;
export const REFUND = 6;
/** A free-standing credit note, and its void. */
export const CREDIT = 7;
export const CREDIT_VOIDED = 8;

/** One fact about one order. Made again in place for each row of a batch. */
export interface OrderFact {
  type: number;
  at: number;
  amount: number;
  digest: number;
  /** Hashed id of the payment or refund; 0 is the nameless payment. */
  id: number;
  channel: number;
  shop: number;
  region: number;
  tag: number;
  /** Keyed hash of the buyer; both 0 = not said. */
  high: number;
  low: number;
  /** LINE numbers each; a new array for each fact. */
  lines: readonly number[];
  /** Dictionary numbers of the lines' titles, for `RowReader.textOf`. */
  titles: readonly number[];
  /** Order and refund id as they were sent. */
  order: () => string;
  refund: () => string;
  textOf: (local: number) => string;
}

/** The fact type of an order event. */
export function orderType(event: Admitted): number {
  const { type, order } = event as OrderEvent;
  switch (type) {
    case 'order.created':
      return CREATED;
    case 'order.paid':
      return PAYMENT;
    case 'order.shipped':
      return SHIPPED;
    case 'order.completed':
      return COMPLETED;
    case 'order.cancelled':
      return CANCELLED;
    case 'order.voided':
      return order === '' ? CREDIT_VOIDED : VOIDED;
    case 'order.refunded':
      return order === '' ? CREDIT : REFUND;
    default:
      return type satisfies never;
  }
}

/** What the fact says about where its order belongs. */
export function toldBy(said: OrderFact): Told {
  const { channel, shop, region, tag, high, low, lines } = said;
  if ((channel | shop | region | tag | high | low) === 0 && lines.length === 0) return NOTHING;
  return { channel, shop, region, tag, high, low, lines };
}

/** Says what the fact's lines tell about SKUs. */
export function orderSkus(said: OrderFact, say: (sku: number, title: string, category: number) => void): void {
  const { lines, titles } = said;
  for (let line = 0; line * LINE < lines.length; line += 1) {
    const local = titles[line] ?? 0;
    say(lines[line * LINE] ?? 0, local === 0 ? '' : said.textOf(local), lines[line * LINE + 3] ?? 0);
  }
}
