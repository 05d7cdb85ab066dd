import type { Place, Tally } from './define.ts';
import { M } from './measures.ts';
import { countParts, countRefund, fill, own, room, shares } from './orderParts.ts';
import { LINE, linesOf, NEVER, type OrderState, PAID, placeOf } from './orderState.ts';
import { spread } from './spread.ts';

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

/** The common steps: one payment more of an order that was placed already, and nothing else. */
export function countGrown(known: OrderState, next: OrderState, more: Tally, less: Tally): boolean {
  const { told, payments } = next;
  if (payments.length !== known.payments.length + PAID || next.refunds.length > 0 || known.told !== told) return false;
  if (known.cancelledAt !== NEVER || next.cancelledAt !== NEVER || next.voidedAt !== NEVER || next.credit) return false;
  const place = placeOf(next);
  if (known.payments.length === 0) {
    if (!isPlacedBy(next, place)) return false;
    countPayments(next, place, linesOf(next), more);
  } else {
    if (!countLater(known, next, place, more)) return false;
    countNotable(known, place, less);
  }
  countNotable(next, place, more);
  return true;
}

/** Whether the first payment leaves the order where it is, and with the lines that it has. */
function isPlacedBy({ told, first }: OrderState, place: Place): boolean {
  const { channel, shop, region, tag, lines } = told;
  if (place.channel !== channel || place.shop !== shop || place.region !== region || place.tag !== tag) return false;
  return lines.length > 0 || first.lines.length === 0;
}

/**
 * The payment that `next` has more, where those behind it find as much room as before: none come, or nothing is left for
 * them. False, and nothing counted, elsewhere. An order may be paid in thousands of parts: the others are not counted anew.
 */
function countLater(known: OrderState, next: OrderState, place: Place, more: Tally): boolean {
  const { payments } = next;
  const added = firstDifference(known.payments, payments);
  if (added === 0) return false;
  const lines = linesOf(next);
  const count = lines.length / LINE;
  fill(room, lines);
  let isFull = false;
  for (let payment = 0; payment < added && !isFull; payment += PAID)
    isFull = spread(payments[payment + 1] ?? 0, room, count, shares) > 0;
  if (!isFull && added < known.payments.length) return false;
  countPayment(payments[added] ?? 0, payments[added + 1] ?? 0, false, place, lines, more);
  return true;
}

/** Where the first payment stands that the shorter list does not have, or has elsewhere. */
function firstDifference(shorter: readonly number[], longer: readonly number[]): number {
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at += 1;
  return at - (at % PAID);
}

function countCredit(state: OrderState, place: Place, lines: readonly number[], tally: Tally): void {
  countRefund(state.at, state.amount, place, lines, fill(own, lines), tally);
  tally.notable('refund', state.at, place, state.amount, 0);
}

function countPayments(state: OrderState, place: Place, lines: readonly number[], tally: Tally): void {
  const { payments, told, first } = state;
  const buyer = told.high !== 0 || told.low !== 0 ? told : first;
  if (place.shop !== 0 && (buyer.high !== 0 || buyer.low !== 0))
    tally.buyer(payments[0] ?? 0, place, buyer.high, buyer.low);
  fill(room, lines);
  for (let payment = 0; payment < payments.length; payment += PAID)
    countPayment(payments[payment] ?? 0, payments[payment + 1] ?? 0, payment === 0, place, lines, tally);
}

/** One payment; `once`: with what is counted in full at the earliest, orders, units and costs. */
function countPayment(
  at: number,
  amount: number,
  once: boolean,
  place: Place,
  lines: readonly number[],
  tally: Tally,
): void {
  const freight = spread(amount, room, lines.length / LINE, shares);
  let units = 0;
  let cost = 0;
  let costed = 0;
  for (let line = 0; line * LINE < lines.length; line += 1) {
    const sku = lines[line * LINE] ?? 0;
    const category = lines[line * LINE + 3] ?? 0;
    const lineCost = lines[line * LINE + 4] ?? -1;
    const share = shares[line] ?? 0;
    if (once) {
      const quantity = lines[line * LINE + 1] ?? 0;
      units += quantity;
      tally.part(M.units, at, place, category, sku, quantity);
      if (lineCost > 0) {
        cost += lineCost;
        tally.part(M.cost, at, place, category, sku, lineCost);
      }
    }
    if (share === 0) continue;
    tally.part(M.gmv, at, place, category, sku, share);
    if (lineCost < 0) continue;
    costed += share;
    tally.part(M.costed_gmv, at, place, category, sku, share);
  }
  if (freight > 0) tally.part(M.gmv, at, place, 0, 0, freight);
  if (once) tally.whole(M.paid_orders, at, place, 1);
  if (units > 0) tally.whole(M.units, at, place, units);
  if (cost > 0) tally.whole(M.cost, at, place, cost);
  if (amount > 0) tally.whole(M.gmv, at, place, amount);
  if (costed > 0) tally.whole(M.costed_gmv, at, place, costed);
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
