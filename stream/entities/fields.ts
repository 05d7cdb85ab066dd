import type { EventType } from '../contract/admitted.ts';

const ORDER = ['type', 'id', 'at', 'source', 'order'];
const BUYING = [...ORDER, 'shop', 'amount', 'lines', 'channel', 'region', 'tag', 'buyer', 'currency'];
const SKU = ['type', 'id', 'at', 'source', 'sku', 'warehouse'];

/** Fields each event type knows; a test holds it to the schema. */
export const FIELDS: Record<EventType, ReadonlySet<string>> = {
  'order.created': new Set(BUYING),
  'order.paid': new Set([...BUYING, 'payment']),
  'order.shipped': new Set(ORDER),
  'order.completed': new Set(ORDER),
  'order.cancelled': new Set([...ORDER, 'reason']),
  'order.voided': new Set([...ORDER, 'refund', 'reason']),
  'order.refunded': new Set([...ORDER, 'refund', 'amount', 'shop', 'lines', 'channel', 'region', 'tag']),
  'stock.level': new Set([...SKU, 'onHand', 'safety', 'reserved', 'title', 'category']),
  'stock.moved': new Set([...SKU, 'move', 'quantity', 'reason']),
};
export const LINE_FIELDS: ReadonlySet<string> = new Set(['sku', 'quantity', 'amount', 'title', 'category', 'cost']);

/** How many fields an object has, inherited ones too: far quicker than listing them, and enough to see that there is no other. */
export function countAll(fields: object): number {
  let count = 0;
  for (const _ in fields) count += 1;
  return count;
}

/** How many fields of the event and of its lines nobody knows. */
export function countIgnored(fields: object, type: EventType): number {
  const known = FIELDS[type];
  let ignored = 0;
  for (const field of Object.keys(fields)) if (!known.has(field)) ignored += 1;
  if (!known.has('lines')) return ignored;
  const { lines } = fields as { lines?: unknown };
  if (Array.isArray(lines)) for (const line of lines as object[]) ignored += countIgnoredInLine(line);
  return ignored;
}

function countIgnoredInLine(line: object): number {
  let ignored = 0;
  for (const field of Object.keys(line)) if (!LINE_FIELDS.has(field)) ignored += 1;
  return ignored;
}
