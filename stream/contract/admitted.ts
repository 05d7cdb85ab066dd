/** What stands in an event that was let in: names checked, money in minor units, '' for what was not said. */
export interface Line {
  readonly sku: string;
  readonly quantity: number;
  /** The line's total, minor units. */
  readonly amount: number;
  readonly title: string;
  readonly category: string;
  /** The line's total cost, minor units; -1 = not said. */
  readonly cost: number;
}

interface Common {
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  readonly source: string;
  /** How many fields nobody knows were left out. */
  readonly ignored: number;
}

export const ORDER_TYPES = [
  'order.created',
  'order.paid',
  'order.shipped',
  'order.completed',
  'order.cancelled',
  'order.voided',
  'order.refunded',
] as const;
export type OrderType = (typeof ORDER_TYPES)[number];

/** Every order event has every field, so that all of them have one shape in memory. */
export interface OrderEvent extends Common {
  readonly type: OrderType;
  /** '' only on a credit note and its void. */
  readonly order: string;
  readonly refund: string;
  /** The payment's id; '' is the one nameless payment. */
  readonly payment: string;
  readonly amount: number;
  readonly channel: string;
  readonly shop: string;
  readonly region: string;
  readonly tag: string;
  readonly buyer: string;
  readonly reason: string;
  readonly lines: readonly Line[];
}

/** What of an order may be a name that nobody has counted yet. */
export interface OrderNames extends Pick<OrderEvent, 'channel' | 'shop' | 'region' | 'tag'> {
  readonly lines: readonly Pick<Line, 'sku' | 'category'>[];
}

export const STOCK_TYPES = ['stock.level', 'stock.moved'] as const;
export type StockType = (typeof STOCK_TYPES)[number];

export interface StockEvent extends Common {
  readonly type: StockType;
  readonly sku: string;
  readonly warehouse: string;
  readonly title: string;
  readonly category: string;
  readonly onHand: number;
  /** -1 = not said, like `reserved`. */
  readonly safety: number;
  readonly reserved: number;
  /** The move's id. */
  readonly move: string;
  readonly quantity: number;
  readonly reason: string;
}

/** An event that passed the door. `buyer` is in it for hashing only: never store, log or show it. */
export type Admitted = OrderEvent | StockEvent;
export type EventType = Admitted['type'];
