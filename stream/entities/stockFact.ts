import type { StockEvent } from '../contract/admitted.ts';
import type { RowReader, RowWriter } from './define.ts';

export const LEVEL = 0;
export const MOVED = 1;

/** One reading or move of one SKU in one warehouse. Made again in place for each row of a batch. */
export interface StockFact {
  type: number;
  at: number;
  digest: number;
  sku: number;
  warehouse: number;
  category: number;
  /** On hand for a reading, the signed move for a move. */
  quantity: number;
  /** -1 = not said. */
  safety: number;
  reserved: number;
  /** Hashed move id. */
  id: number;
  /** What an operator calls the place: SKU·warehouse. */
  label: () => string;
  titleText: () => string;
}

/** Writes a stock event's row. */
export function packStock(event: StockEvent, out: RowWriter): void {
  out.name(event.sku);
  out.name(event.warehouse);
  if (event.type === 'stock.moved') {
    out.signed(event.quantity);
    out.id(event.move);
    return;
  }
  out.varint(event.onHand);
  out.varint(event.safety + 1);
  out.varint(event.reserved + 1);
  out.name(event.title);
  out.name(event.category);
}

let source: RowReader | undefined;
let skuLocal = 0;
let placeLocal = 0;
let titleLocal = 0;
const textOf = (local: number) => source?.textOf(local) ?? '';
const fact: StockFact = {
  type: 0,
  at: 0,
  digest: 0,
  sku: 0,
  warehouse: 0,
  category: 0,
  quantity: 0,
  safety: -1,
  reserved: -1,
  id: 0,
  label: () => (placeLocal === 0 ? textOf(skuLocal) : `${textOf(skuLocal)}·${textOf(placeLocal)}`),
  titleText: () => (titleLocal === 0 ? '' : textOf(titleLocal)),
};

/** Reads what `packStock` wrote, and the digest. The fact is the same object each time. */
export function unpackStock(type: number, at: number, input: RowReader): StockFact {
  source = input;
  fact.type = type;
  fact.at = at;
  skuLocal = input.local();
  placeLocal = input.local();
  titleLocal = 0;
  fact.sku = input.intern(skuLocal);
  fact.warehouse = input.intern(placeLocal);
  fact.safety = fact.reserved = -1;
  fact.id = fact.category = 0;
  if (type === MOVED) {
    fact.quantity = input.signed();
    fact.id = input.u48();
  } else {
    fact.quantity = input.varint();
    fact.safety = input.varint() - 1;
    fact.reserved = input.varint() - 1;
    titleLocal = input.local();
    fact.category = input.name();
  }
  fact.digest = input.u48();
  return fact;
}
