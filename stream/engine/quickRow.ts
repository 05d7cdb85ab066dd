import { CREATED } from '../entities/orderFact.ts';
import { BUYER, LINES, SAYS, TITLES } from '../entities/orderRow.ts';
import { QUICK_LINE } from './quickLines.ts';
import type { QuickOrder } from './quickOrder.ts';
import type { Rows } from './row.ts';

/** Writes the row that `packOrder` writes of the same order. */
export function packQuick(order: QuickOrder, out: Rows): void {
  const { body, buyer, lines, payment, type } = order;
  out.ascii(body, order.order.from, order.order.to);
  out.varint(order.amount);
  if (type !== CREATED) out.idOf(body, payment.from, payment.to);
  const titled = lines.count > 0 && lines.titled;
  const named = buyer.to > buyer.from;
  out.u8(SAYS + (named ? BUYER : 0) + (lines.count > 0 ? LINES : 0) + (titled ? TITLES : 0));
  out.numbered(order.channel);
  out.numbered(order.shop);
  out.numbered(order.region);
  out.numbered(order.tag);
  if (named) out.buyerOf(body, buyer.from, buyer.to);
  if (lines.count === 0) return;
  out.varint(lines.count);
  const { values } = lines;
  for (let at = 0; at < lines.count * QUICK_LINE; at += QUICK_LINE) {
    out.numbered(values[at] as number);
    out.varint(values[at + 1] as number);
    out.varint(values[at + 2] as number);
    out.numbered(values[at + 3] as number);
    out.varint((values[at + 5] as number) + 1);
    if (titled) out.numbered(values[at + 4] as number);
  }
}
