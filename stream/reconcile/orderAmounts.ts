import { LINE, NEVER, type OrderState, PAID, type Told } from '../entities/orderState.ts';
import { share } from './spread.ts';
import type { Sums } from './sums.ts';

interface Line {
  sku: number;
  quantity: number;
  amount: bigint;
  category: number;
  /** Undefined where it is not known. */
  cost: bigint | undefined;
}
/** One payment or refund. */
interface Entry {
  at: number;
  amount: bigint;
}
interface Where {
  channel: number;
  shop: number;
  region: number;
  tag: number;
}

/** Adds what one order, or one credit note, is worth by the words of the contract, read off its state and nothing else. */
export function addOrder(state: OrderState, sums: Sums): void {
  const { told, first } = state;
  const either = (field: 'channel' | 'shop' | 'region' | 'tag') => told[field] || first[field];
  const where = { channel: either('channel'), shop: either('shop'), region: either('region'), tag: either('tag') };
  if (state.voidedAt !== NEVER) {
    if (!state.credit) sums.whole('voided_orders', state.voidedAt, where, 1n);
    return;
  }
  const lines = linesOf(told.lines.length > 0 ? told : first);
  if (state.credit) {
    if (state.at !== NEVER)
      addRefund({ at: state.at, amount: BigInt(state.amount) }, where, lines, roomOf(lines), sums);
    return;
  }
  if (state.at !== NEVER) {
    sums.whole('orders', state.at, where, 1n);
    addAmount('order_amount', { at: state.at, amount: BigInt(state.amount) }, where, lines, roomOf(lines), sums);
  }
  if (state.cancelledAt !== NEVER) sums.whole('cancelled_orders', state.cancelledAt, where, 1n);
  const payments = entriesOf(state.payments);
  const refunds = entriesOf(state.refunds);
  if (payments.length > 0) {
    addPayments(payments, where, lines, sums);
    addRefunds(state, payments, refunds, where, lines, sums);
  } else for (const { at } of refunds) sums.whole('waiting', at, where, 1n);
}

function addPayments(payments: readonly Entry[], where: Where, lines: readonly Line[], sums: Sums): void {
  const at = Math.min(...payments.map((payment) => payment.at));
  sums.whole('paid_orders', at, where, 1n);
  for (const { sku, category, quantity, cost } of lines) {
    sums.whole('units', at, where, BigInt(quantity));
    sums.part('units', at, where, category, sku, BigInt(quantity));
    if (cost === undefined) continue;
    sums.whole('cost', at, where, cost);
    sums.part('cost', at, where, category, sku, cost);
  }
  const room = roomOf(lines);
  for (const payment of payments) {
    const parts = addAmount('gmv', payment, where, lines, room, sums);
    lines.forEach(({ sku, category, cost }, line) => {
      const part = parts[line] ?? 0n;
      if (cost === undefined) return;
      sums.whole('costed_gmv', payment.at, where, part);
      sums.part('costed_gmv', payment.at, where, category, sku, part);
    });
  }
}

function addRefunds(
  state: OrderState,
  payments: readonly Entry[],
  refunds: readonly Entry[],
  where: Where,
  lines: readonly Line[],
  sums: Sums,
): void {
  let left = payments.reduce((sum, { amount }) => sum + amount, 0n);
  const room = roomOf(lines);
  refunds.forEach((refund, index) => {
    if (left === 0n) return;
    const amount = refund.amount < left ? refund.amount : left;
    left -= amount;
    const own = parseLines(state.refundLines[index] ?? []);
    if (own.length > 0) addRefund({ at: refund.at, amount }, where, own, roomOf(own), sums);
    else addRefund({ at: refund.at, amount }, where, lines, room, sums);
  });
}

function addRefund(refund: Entry, where: Where, lines: readonly Line[], room: bigint[], sums: Sums): void {
  sums.whole('refunds', refund.at, where, 1n);
  addAmount('refund_amount', refund, where, lines, room, sums);
}

/** An amount as a whole and by lines; what no line has room for is unknown. Answers the parts. */
function addAmount(
  measure: 'gmv' | 'order_amount' | 'refund_amount',
  { at, amount }: Entry,
  where: Where,
  lines: readonly Line[],
  room: bigint[],
  sums: Sums,
): bigint[] {
  const { parts, rest } = share(amount, room);
  sums.whole(measure, at, where, amount);
  lines.forEach(({ sku, category }, line) => {
    sums.part(measure, at, where, category, sku, parts[line] ?? 0n);
  });
  sums.part(measure, at, where, 0, 0, rest);
  return parts;
}

const linesOf = (told: Told) => parseLines(told.lines);
const roomOf = (lines: readonly Line[]) => lines.map(({ amount }) => amount);

function parseLines(flat: readonly number[]): Line[] {
  return Array.from({ length: flat.length / LINE }, (_, line) => {
    const [sku = 0, quantity = 0, amount = 0, category = 0, cost = -1] = flat.slice(line * LINE, (line + 1) * LINE);
    return { sku, quantity, amount: BigInt(amount), category, cost: cost < 0 ? undefined : BigInt(cost) };
  });
}

function entriesOf(flat: readonly number[]): Entry[] {
  return Array.from({ length: flat.length / PAID }, (_, index) => ({
    at: flat[index * PAID] as number,
    amount: BigInt(flat[index * PAID + 1] as number),
  }));
}
