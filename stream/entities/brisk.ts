import type { Admitted, EventType, Line, OrderEvent, OrderType, StockEvent } from '../contract/admitted.ts';
import { MOST_LINES } from '../contract/event.ts';
import { MOST_QUANTITY, readChannel } from '../contract/field.ts';
import { readInstant } from '../contract/instant.ts';
import { parseMoney } from '../contract/money.ts';
import { readRegion } from '../contract/regions.ts';
import { nameFault, textFault, trimTitle } from '../contract/text.ts';
import { countAll, countIgnored } from './fields.ts';

interface Terms {
  readonly currency: string;
  readonly digits: number;
}

/** A name, '' when it is missing, undefined when the schema must look. */
function name(raw: unknown): string | undefined {
  if (raw === undefined) return '';
  return typeof raw === 'string' && nameFault(raw) === undefined ? raw : undefined;
}

function buyerOf(raw: unknown): string | undefined {
  if (raw === undefined) return '';
  return typeof raw === 'string' && textFault(raw) === undefined ? raw : undefined;
}

function titleOf(raw: unknown): string | undefined {
  if (raw === undefined) return '';
  return typeof raw === 'string' ? trimTitle(raw) : undefined;
}

/** Channels seen and found right; so few that looking one up is cheaper than reading it. */
const channels = new Set<string>();
function channelOf(raw: unknown): string | undefined {
  if (raw === undefined || raw === '') return '';
  if (channels.has(raw as string)) return raw as string;
  const channel = readChannel(raw);
  if (typeof channel !== 'string') return undefined;
  if (channels.size < 1_000) channels.add(channel);
  return channel;
}

function regionOf(raw: unknown): string | undefined {
  if (raw === undefined || raw === '') return '';
  return typeof raw === 'string' ? readRegion(raw) : undefined;
}

function moneyOf(raw: unknown, digits: number): number | undefined {
  return typeof raw === 'string' ? parseMoney(raw, digits) : undefined;
}

/** 1 for a field that is there: known fields are counted, and if the object has no more, nothing was left out. */
const has = (raw: unknown) => (raw === undefined ? 0 : 1);

const NO_LINES: readonly Line[] = Object.freeze([]);
/** The lines read last have no field nobody knows. */
let plain = true;
function linesOf(raw: unknown, digits: number): readonly Line[] | undefined {
  if (!Array.isArray(raw) || raw.length > MOST_LINES) return undefined;
  const lines: Line[] = [];
  plain = true;
  for (const line of raw as Record<string, unknown>[]) {
    if (typeof line !== 'object' || line === null || Array.isArray(line)) return undefined;
    const sku = name(line.sku);
    const { quantity } = line;
    const amount = moneyOf(line.amount, digits);
    const title = titleOf(line.title);
    const category = name(line.category);
    const cost = line.cost === undefined ? -1 : moneyOf(line.cost, digits);
    if (sku === undefined || sku === '' || amount === undefined || title === undefined) return undefined;
    if (category === undefined || cost === undefined || !Number.isInteger(quantity)) return undefined;
    if ((quantity as number) < 1 || (quantity as number) > MOST_QUANTITY) return undefined;
    if (countAll(line) > 3 + has(line.title) + has(line.category) + has(line.cost)) plain = false;
    lines.push({ sku, quantity: quantity as number, amount, title, category, cost });
  }
  return lines;
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

function level(fields: Record<string, unknown>, source: string): StockEvent | undefined {
  const shelf = shelfOf(fields, 'stock.level', source);
  const title = titleOf(fields.title);
  const category = name(fields.category);
  const { onHand, safety = -1, reserved = -1 } = fields;
  if (shelf === undefined || title === undefined || category === undefined) return undefined;
  if (!within(onHand, 0) || !within(safety, fields.safety === undefined ? -1 : 0)) return undefined;
  if (!within(reserved, fields.reserved === undefined ? -1 : 0)) return undefined;
  return { ...shelf, title, category, onHand: onHand + 0, safety: safety + 0, reserved: reserved + 0 };
}

function moved(fields: Record<string, unknown>, source: string): StockEvent | undefined {
  const shelf = shelfOf(fields, 'stock.moved', source);
  const move = name(fields.move);
  const reason = titleOf(fields.reason);
  const { quantity } = fields;
  if (shelf === undefined || !move || reason === undefined || !within(quantity, -MOST_QUANTITY) || quantity === 0)
    return undefined;
  return { ...shelf, move, quantity, reason };
}

function within(raw: unknown, least: number): raw is number {
  return Number.isInteger(raw) && (raw as number) >= least && (raw as number) <= MOST_QUANTITY;
}

function shelfOf(
  fields: Record<string, unknown>,
  type: EventType & `stock.${string}`,
  source: string,
): StockEvent | undefined {
  const id = name(fields.id);
  const sku = name(fields.sku);
  const warehouse = name(fields.warehouse);
  const at = readInstant(fields.at);
  const named = name(fields.source);
  if (!id || !sku || warehouse === undefined || typeof at === 'string' || named === undefined) return undefined;
  const ignored = countIgnored(fields, type);
  const nothing = { title: '', category: '', onHand: 0, safety: -1, reserved: -1, move: '', quantity: 0, reason: '' };
  return { type, id, at, source: named || source, ignored, sku, warehouse, ...nothing };
}
