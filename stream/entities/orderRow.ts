import type { Line, OrderEvent } from '../contract/admitted.ts';
import type { RowReader, RowWriter } from './define.ts';
import { CREATED, CREDIT, type OrderFact, PAYMENT, REFUND } from './orderFact.ts';
import { NO_LINES } from './orderState.ts';

export const SAYS = 1;
export const BUYER = 2;
export const LINES = 4;
export const TITLES = 8;

/** Writes an order event's row. */
export function packOrder(event: OrderEvent, type: number, out: RowWriter): void {
  out.text(event.order);
  if (type === REFUND || type >= CREDIT) out.text(event.refund);
  if (type !== CREATED && type !== PAYMENT && type !== REFUND && type !== CREDIT) return;
  out.varint(event.amount);
  if (type === PAYMENT) out.id(event.payment);
  if (type === REFUND) out.id(event.refund);
  const { lines } = event;
  const says = type !== REFUND;
  const titled = lines.some((line) => line.title !== '');
  out.u8(
    (says ? SAYS : 0) +
      (says && event.buyer !== '' ? BUYER : 0) +
      (lines.length > 0 ? LINES : 0) +
      (titled ? TITLES : 0),
  );
  if (says) {
    out.name(event.channel);
    out.name(event.shop);
    out.name(event.region);
    out.name(event.tag);
    if (event.buyer !== '') out.buyer(event.buyer);
  }
  if (lines.length > 0) packLines(lines, titled, out);
}

function packLines(lines: readonly Line[], titled: boolean, out: RowWriter): void {
  out.varint(lines.length);
  for (const line of lines) {
    out.name(line.sku);
    out.varint(line.quantity);
    out.varint(line.amount);
    out.name(line.category);
    out.varint(line.cost + 1);
    if (titled) out.name(line.title);
  }
}

const nothing = () => '';
const fact: OrderFact = {
  type: 0,
  at: 0,
  amount: 0,
  digest: 0,
  id: 0,
  channel: 0,
  shop: 0,
  region: 0,
  tag: 0,
  high: 0,
  low: 0,
  lines: NO_LINES,
  titles: NO_LINES,
  order: nothing,
  refund: nothing,
  textOf: nothing,
};
let source: RowReader | undefined;
let orderAt = 0;
let refundAt = 0;
const orderText = () => source?.textAt(orderAt) ?? '';
const refundText = () => (refundAt < 0 ? '' : (source?.textAt(refundAt) ?? ''));
const titleText = (local: number) => source?.textOf(local) ?? '';

/** Reads what `packOrder` wrote, and the digest. The fact is the same object each time. */
export function unpackOrder(type: number, at: number, input: RowReader): OrderFact {
  source = input;
  fact.type = type;
  fact.at = at;
  fact.order = orderText;
  fact.refund = refundText;
  fact.textOf = titleText;
  fact.amount = fact.id = fact.channel = fact.shop = fact.region = fact.tag = fact.high = fact.low = 0;
  fact.lines = fact.titles = NO_LINES;
  orderAt = input.skip();
  refundAt = type === REFUND || type >= CREDIT ? input.skip() : -1;
  if (type === CREATED || type === PAYMENT || type === REFUND || type === CREDIT) {
    fact.amount = input.varint();
    if (type === PAYMENT || type === REFUND) fact.id = input.u48();
    const flags = input.u8();
    if (flags & SAYS) {
      fact.channel = input.name();
      fact.shop = input.name();
      fact.region = input.name();
      fact.tag = input.name();
      if (flags & BUYER) {
        fact.high = input.u32();
        fact.low = input.u32();
      }
    }
    if (flags & LINES) unpackLines((flags & TITLES) !== 0, input);
  }
  fact.digest = input.u48();
  return fact;
}

function unpackLines(titled: boolean, input: RowReader): void {
  const count = input.varint();
  const lines: number[] = [];
  const titles: number[] = [];
  for (let line = 0; line < count; line += 1) {
    lines.push(input.name(), input.varint(), input.varint(), input.name(), input.varint() - 1);
    if (titled) titles.push(input.local());
  }
  fact.lines = lines;
  fact.titles = titles;
}
