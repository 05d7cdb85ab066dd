import type { Line, OrderEvent, OrderType, StockEvent, StockType } from './admitted.ts';

/** What every event says. */
type Common = Pick<OrderEvent, 'id' | 'at' | 'source'>;

const NO_ORDER = {
  order: '',
  refund: '',
  payment: '',
  amount: 0,
  channel: '',
  shop: '',
  region: '',
  tag: '',
  buyer: '',
  reason: '',
  lines: [] as readonly Line[],
};
const NO_STOCK = {
  warehouse: '',
  title: '',
  category: '',
  onHand: 0,
  safety: -1,
  reserved: -1,
  move: '',
  quantity: 0,
  reason: '',
};

/** Every field an order event that was let in has, in one order for all, so that the fast path makes the very same. */
export function orderEvent(type: OrderType, said: Common & Partial<OrderEvent>): OrderEvent {
  const { order, refund, payment, amount, channel, shop, region, tag, buyer, reason, lines } = { ...NO_ORDER, ...said };
  const { id, at, source } = said;
  return {
    type,
    id,
    at,
    source,
    ignored: 0,
    order,
    refund,
    payment,
    amount,
    channel,
    shop,
    region,
    tag,
    buyer,
    reason,
    lines,
  };
}
/** The same of stock. */
export function stockEvent(type: StockType, said: Common & Partial<StockEvent> & { sku: string }): StockEvent {
  const { sku, warehouse, title, category, onHand, safety, reserved, move, quantity, reason } = {
    ...NO_STOCK,
    ...said,
  };
  const { id, at, source } = said;
  return {
    type,
    id,
    at,
    source,
    ignored: 0,
    sku,
    warehouse,
    title,
    category,
    onHand,
    safety,
    reserved,
    move,
    quantity,
    reason,
  };
}
