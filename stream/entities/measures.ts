export const MEASURES = [
  'gmv',
  'paid_orders',
  'units',
  'order_amount',
  'orders',
  'refund_amount',
  'refunds',
  'cancelled_orders',
  'voided_orders',
  'costed_gmv', // gmv of lines whose cost is known
  'cost', // cost of those lines, in full at the order's earliest payment, like units
  'on_hand', // stock: the latest reading plus the moves after it
  'read_at', // stock: epoch ms of the latest reading, 0 without one
  'safety',
  'reserved',
  'waiting', // refunds whose payment is not known yet, at the refund's time
] as const;
export type Measure = (typeof MEASURES)[number];
/** Measure name → its number: `M.gmv === 0`. */
export const M = Object.fromEntries(MEASURES.map((name, index) => [name, index])) as Record<Measure, number>;
