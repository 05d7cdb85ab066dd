import type { Place, Tally } from './define.ts';
import { M } from './measures.ts';
import { countParts, countRefund, fill, own, room } from './orderParts.ts';
import { LINE, linesOf, NEVER, type OrderState, PAID, placeOf } from './orderState.ts';

/**
 * What an order adds to which cells: placed first, then payments in their order, refunds in theirs, the cancel, and at last
 * what only the ticker wants; so one payment or refund more leaves what stands before it as it was.
 */
export function countOrder(state: OrderState, tally: Tally): void {
  const place = placeOf(state);
  if (state.voidedAt !== NEVER) {
    if (!state.credit) tally.whole(M.voided_orders, state.voidedAt, place, 1);
    return;
  }
  const lines = linesOf(state);
  if (state.credit) {
    if (state.at !== NEVER) countCredit(state, place, lines, tally);
    return;
  }
  if (state.at !== NEVER) {
    tally.whole(M.orders, state.at, place, 1);
    if (state.amount > 0) {
      tally.whole(M.order_amount, state.at, place, state.amount);
      fill(room, lines);
      countParts(M.order_amount, state.at, place, lines, room, state.amount, tally);
    }
  }
  if (state.payments.length > 0) {
    countPayments(state, place, lines, tally);
    countRefunds(state, place, lines, tally);
  } else {
    for (let refund = 0; refund < state.refunds.length; refund += PAID) {
      tally.whole(M.waiting, state.refunds[refund] ?? 0, place, 1);
    }
  }
  if (state.cancelledAt !== NEVER) tally.whole(M.cancelled_orders, state.cancelledAt, place, 1);
  if (state.payments.length > 0) countNotable(state, place, tally);
}

function countCredit(state: OrderState, place: Place, lines: readonly number[], tally: Tally): void {
  countRefund(state.at, state.amount, place, lines, fill(own, lines), tally);
  tally.notable('refund', state.at, place, state.amount, 0);
}

function countPayments(state: OrderState, place: Place, lines: readonly number[], tally: Tally): void {
  const { payments, told, first } = state;
  const at = payments[0] ?? 0;
  tally.whole(M.paid_orders, at, place, 1);
  countOnce(at, place, lines, tally);
  const buyer = told.high !== 0 || told.low !== 0 ? told : first;
  if (place.shop !== 0 && (buyer.high !== 0 || buyer.low !== 0)) tally.buyer(at, place, buyer.high, buyer.low);
  fill(room, lines);
  for (let payment = 0; payment < payments.length; payment += PAID) {
    const paidAt = payments[payment] ?? 0;
    const amount = payments[payment + 1] ?? 0;
    if (amount === 0) continue;
    tally.whole(M.gmv, paidAt, place, amount);
    const costed = countParts(M.gmv, paidAt, place, lines, room, amount, tally);
    if (costed > 0) tally.whole(M.costed_gmv, paidAt, place, costed);
  }
}

/** Units and costs, in full at the earliest payment. */
function countOnce(at: number, place: Place, lines: readonly number[], tally: Tally): void {
  let units = 0;
  let cost = 0;
  for (let line = 0; line < lines.length; line += LINE) {
    const sku = lines[line] ?? 0;
    const quantity = lines[line + 1] ?? 0;
    const category = lines[line + 3] ?? 0;
    const lineCost = lines[line + 4] ?? -1;
    units += quantity;
    tally.part(M.units, at, place, category, sku, quantity);
    if (lineCost > 0) {
      cost += lineCost;
      tally.part(M.cost, at, place, category, sku, lineCost);
    }
  }
  if (units > 0) tally.whole(M.units, at, place, units);
  if (cost > 0) tally.whole(M.cost, at, place, cost);
}

function countRefunds(state: OrderState, place: Place, lines: readonly number[], tally: Tally): void {
  const { refunds } = state;
  if (refunds.length === 0) return;
  let left = paidTotal(state);
  fill(room, lines);
  for (let refund = 0; refund < refunds.length && left > 0; refund += PAID) {
    const amount = Math.min(refunds[refund + 1] ?? 0, left);
    left -= amount;
    const ownLines = state.refundLines[refund / PAID] ?? [];
    const over = ownLines.length > 0 ? ownLines : lines;
    countRefund(refunds[refund] ?? 0, amount, place, over, ownLines.length > 0 ? fill(own, ownLines) : room, tally);
  }
}

function countNotable(state: OrderState, place: Place, tally: Tally): void {
  const { payments, refunds } = state;
  const total = paidTotal(state);
  tally.notable('order', payments[0] ?? 0, place, total, 0);
  let left = total;
  for (let refund = 0; refund < refunds.length && left > 0; refund += PAID) {
    const amount = Math.min(refunds[refund + 1] ?? 0, left);
    left -= amount;
    tally.notable('refund', refunds[refund] ?? 0, place, amount, refunds[refund + 3] ?? 0);
  }
}

function paidTotal(state: OrderState): number {
  let total = 0;
  for (let payment = 1; payment < state.payments.length; payment += PAID) total += state.payments[payment] ?? 0;
  return total;
}
