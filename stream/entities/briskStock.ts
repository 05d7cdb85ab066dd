import type { StockEvent, StockType } from '../contract/admitted.ts';
import { readInstant } from '../contract/instant.ts';
import { MOST_QUANTITY } from '../contract/readers.ts';
import { name, titleOf } from './briskFields.ts';
import { countIgnored } from './fields.ts';

/** A stock level, or undefined: ask the schema. */
export function level(fields: Record<string, unknown>, source: string): StockEvent | undefined {
  const shelf = shelfOf(fields, 'stock.level', source);
  const title = titleOf(fields.title);
  const category = name(fields.category);
  const { onHand, safety = -1, reserved = -1 } = fields;
  if (shelf === undefined || title === undefined || category === undefined) return undefined;
  if (!within(onHand, 0) || !within(safety, fields.safety === undefined ? -1 : 0)) return undefined;
  if (!within(reserved, fields.reserved === undefined ? -1 : 0)) return undefined;
  return { ...shelf, title, category, onHand: onHand + 0, safety: safety + 0, reserved: reserved + 0 };
}

/** A stock move, or undefined: ask the schema. */
export function moved(fields: Record<string, unknown>, source: string): StockEvent | undefined {
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

function shelfOf(fields: Record<string, unknown>, type: StockType, source: string): StockEvent | undefined {
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
