import type { ByteReader, ByteWriter } from './define.ts';
import type { StockState } from './stockState.ts';

const ORIGIN = Date.UTC(2024, 0, 1);

export function writeStock(state: StockState, out: ByteWriter): void {
  const { moves, newest } = state;
  out.varint(state.sku);
  out.varint(state.warehouse);
  out.signed(newest - ORIGIN);
  out.varint(state.readAt === 0 ? 0 : newest - state.readAt + 1);
  if (state.readAt !== 0) {
    out.varint(state.onHand);
    out.varint(state.safety + 1);
    out.varint(state.reserved + 1);
    out.u48(state.digest);
  }
  out.signed(state.carried);
  out.varint(moves.length);
  out.raw(moves);
}

export function readStock(input: ByteReader): StockState {
  const sku = input.varint();
  const warehouse = input.varint();
  const newest = input.signed() + ORIGIN;
  const since = input.varint();
  const read = since > 0;
  const readAt = read ? newest - since + 1 : 0;
  const onHand = read ? input.varint() : 0;
  const safety = read ? input.varint() - 1 : -1;
  const reserved = read ? input.varint() - 1 : -1;
  const digest = read ? input.u48() : 0;
  const carried = input.signed();
  const moves = input.raw(input.varint());
  return { sku, warehouse, newest, readAt, onHand, safety, reserved, digest, moves, carried };
}
