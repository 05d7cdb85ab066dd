import type { Admitted, OrderEvent, OrderType } from '../contract/admitted.ts';
import { readInstant } from '../contract/instant.ts';
import { buyerOf, channelOf, has, linesOf, moneyOf, NO_LINES, name, plain, regionOf, titleOf } from './briskFields.ts';
import { level, moved } from './briskStock.ts';
import { countAll, countIgnored } from './fields.ts';

interface Terms {
  readonly currency: string;
  readonly digits: number;
}

/** Reads the common shapes of events without the schema; undefined means: ask the schema. Whatever it gives, the schema gives too. */
export function brisk(raw: unknown, terms: Terms, source: string): Admitted | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  const fields = raw as Record<string, unknown>;
  const { type } = fields;
  switch (type) {
    case 'order.created':
    case 'order.paid':
      return buying(fields, type, terms, source);
    case 'order.refunded':
      return refunded(fields, terms, source);
    case 'order.shipped':
    case 'order.completed':
    case 'order.cancelled':
      return step(fields, type, source);
    case 'stock.level':
      return level(fields, source);
    case 'stock.moved':
      return moved(fields, source);
    default:
      return undefined;
  }
}

function buying(
  fields: Record<string, unknown>,
  type: 'order.created' | 'order.paid',
  { currency, digits }: Terms,
  source: string,
): OrderEvent | undefined {
  const created = type === 'order.created';
  const id = name(fields.id);
  const order = name(fields.order);
  const at = readInstant(fields.at);
  const named = name(fields.source);
  const amount = moneyOf(fields.amount, digits);
  const shop = name(fields.shop);
  if (!id || !order || typeof at === 'string' || named === undefined || amount === undefined) return undefined;
  if (shop === undefined || (created && shop === '')) return undefined;
  const payment = created ? '' : name(fields.payment);
  const channel = channelOf(fields.channel);
  const region = regionOf(fields.region);
  const tag = name(fields.tag);
  const buyer = buyerOf(fields.buyer);
  const lines = !created && fields.lines === undefined ? NO_LINES : linesOf(fields.lines, digits);
  if (payment === undefined || channel === undefined || region === undefined || tag === undefined) return undefined;
  if (buyer === undefined || lines === undefined) return undefined;
  if (fields.currency !== undefined && fields.currency !== currency) return undefined;
  const known =
    5 +
    has(fields.source) +
    has(fields.shop) +
    has(fields.lines) +
    has(fields.channel) +
    has(fields.region) +
    has(fields.tag) +
    has(fields.buyer) +
    has(fields.currency) +
    (created ? 0 : has(fields.payment));
  const ignored = (plain || lines === NO_LINES) && countAll(fields) === known ? 0 : countIgnored(fields, type);
  return {
    type,
    id,
    at,
    source: named || source,
    ignored,
    order,
    refund: '',
    payment,
    amount,
    channel,
    shop,
    region,
    tag,
    buyer,
    reason: '',
    lines,
  };
}

/** Refunds of an order; credit notes are rare enough for the schema. */
function refunded(fields: Record<string, unknown>, { digits }: Terms, source: string): OrderEvent | undefined {
  const id = name(fields.id);
  const order = name(fields.order);
  const refund = name(fields.refund);
  const at = readInstant(fields.at);
  const named = name(fields.source);
  const amount = moneyOf(fields.amount, digits);
  if (!id || !order || !refund || typeof at === 'string' || named === undefined || amount === undefined)
    return undefined;
  const lines = fields.lines === undefined ? NO_LINES : linesOf(fields.lines, digits);
  if (lines === undefined) return undefined;
  if (name(fields.shop) === undefined || name(fields.tag) === undefined) return undefined;
  if (channelOf(fields.channel) === undefined || regionOf(fields.region) === undefined) return undefined;
  const ignored = countIgnored(fields, 'order.refunded');
  return { ...blank('order.refunded', id, at, named || source, ignored, order), refund, amount, lines };
}

function step(fields: Record<string, unknown>, type: OrderType, source: string): OrderEvent | undefined {
  const id = name(fields.id);
  const order = name(fields.order);
  const at = readInstant(fields.at);
  const named = name(fields.source);
  const reason = type === 'order.cancelled' ? titleOf(fields.reason) : '';
  if (!id || !order || typeof at === 'string' || named === undefined || reason === undefined) return undefined;
  return { ...blank(type, id, at, named || source, countIgnored(fields, type), order), reason };
}

function blank(type: OrderType, id: string, at: number, source: string, ignored: number, order: string): OrderEvent {
  const nothing = {
    refund: '',
    payment: '',
    amount: 0,
    channel: '',
    shop: '',
    region: '',
    tag: '',
    buyer: '',
    reason: '',
  };
  return { type, id, at, source, ignored, order, ...nothing, lines: NO_LINES };
}
