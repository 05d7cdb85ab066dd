import { LINE, NEVER, type OrderState, PAID } from '../entities/orderState.ts';
import { share } from './spread.ts';
import type { Place, Sums } from './sums.ts';

interface Line {
  sku: number;
  quantity: number;
  amount: number;
  category: number;
  /** -1 where it is not known. */
  cost: number;
}
/** One payment or refund. */
interface Entry {
  at: number;
  amount: number;
}

/** Adds what one order, or one credit note, is worth by the words of the contract, read off its state and nothing else. */
export function addOrder(state: OrderState, sums: Sums): void {
  const { told, first } = state;
  const either = (field: 'channel' | 'shop' | 'region' | 'tag') => told[field] || first[field];
  const where = { channel: either('channel'), shop: either('shop'), region: either('region'), tag: either('tag') };
  if (state.voidedAt !== NEVER) {
    if (!state.credit) sums.whole('voided_orders', state.voidedAt, where, 1);
    return;
  }
  const lines = linesOf(told.lines.length > 0 ? told.lines : first.lines);
  if (state.credit) {
    if (state.at !== NEVER) addRefund(state, where, lines, roomOf(lines), sums);
    return;
  }
  if (state.at !== NEVER) {
    sums.whole('orders', state.at, where, 1);
    addAmount('order_amount', state, where, lines, roomOf(lines), sums);
  }
  if (state.cancelledAt !== NEVER) sums.whole('cancelled_orders', state.cancelledAt, where, 1);
  const payments = entriesOf(state.payments);
  const refunds = entriesOf(state.refunds);
  if (payments.length > 0) {
    addPayments(payments, where, lines, sums);
    addRefunds(state.refundLines, payments, refunds, where, lines, sums);
  } else for (const { at } of refunds) sums.whole('waiting', at, where, 1);
}

function addPayments(payments: readonly Entry[], where: Place, lines: readonly Line[], sums: Sums): void {
  const at = Math.min(...payments.map((payment) => payment.at));
  sums.whole('paid_orders', at, where, 1);
  let units = 0;
  let costs = 0;
  for (const { sku, category, quantity, cost } of lines) {
    units += quantity;
    sums.part('units', at, where, category, sku, quantity);
    if (cost < 0) continue;
    costs += cost;
    sums.part('cost', at, where, category, sku, cost);
  }
  sums.whole('units', at, where, units);
  sums.whole('cost', at, where, costs);
  const room = roomOf(lines);
  for (const payment of payments) {
    const parts = addAmount('gmv', payment, where, lines, room, sums);
    let costed = 0;
    lines.forEach(({ sku, category, cost }, line) => {
      if (cost < 0) return;
      costed += parts[line] ?? 0;
      sums.part('costed_gmv', payment.at, where, category, sku, parts[line] ?? 0);
    });
    sums.whole('costed_gmv', payment.at, where, costed);
  }
}

function addRefunds(
  ownLines: OrderState['refundLines'],
  payments: readonly Entry[],
  refunds: readonly Entry[],
  where: Place,
  lines: readonly Line[],
  sums: Sums,
): void {
  let left = payments.reduce((sum, { amount }) => sum + amount, 0);
  const room = roomOf(lines);
  refunds.forEach((refund, index) => {
    if (left === 0) return;
    const amount = Math.min(refund.amount, left);
    left -= amount;
    const own = linesOf(ownLines[index] ?? []);
    if (own.length > 0) addRefund({ at: refund.at, amount }, where, own, roomOf(own), sums);
    else addRefund({ at: refund.at, amount }, where, lines, room, sums);
  });
}

function addRefund(refund: Entry, where: Place, lines: readonly Line[], room: number[], sums: Sums): void {
  sums.whole('refunds', refund.at, where, 1);
  addAmount('refund_amount', refund, where, lines, room, sums);
}

/** An amount as a whole and by lines; what no line has room for is unknown. Answers the parts. */
function addAmount(
  measure: 'gmv' | 'order_amount' | 'refund_amount',
  { at, amount }: Entry,
  where: Place,
  lines: readonly Line[],
  room: number[],
  sums: Sums,
): number[] {
  const { parts, rest } = share(amount, room);
  sums.whole(measure, at, where, amount);
  lines.forEach(({ sku, category }, line) => {
    sums.part(measure, at, where, category, sku, parts[line] ?? 0);
  });
  sums.part(measure, at, where, 0, 0, rest);
  return parts;
}

const roomOf = (lines: readonly Line[]) => lines.map(({ amount }) => amount);

function linesOf(flat: readonly number[]): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < flat.length; at += LINE) {
    const [sku, quantity, amount] = [flat[at] as number, flat[at + 1] as number, flat[at + 2] as number];
    lines.push({ sku, quantity, amount, category: flat[at + 3] as number, cost: flat[at + 4] as number });
  }
  return lines;
}

function entriesOf(flat: readonly number[]): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < flat.length; at += PAID)
    entries.push({ at: flat[at] as number, amount: flat[at + 1] as number });
  return entries;
}
