import type { ByteReader, ByteWriter } from './define.ts';
import { MOVE, type StockState } from './stockState.ts';

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
  out.varint(moves.length / MOVE);
  for (let move = 0; move < moves.length; move += MOVE) {
    out.varint(newest - (moves[move] ?? 0));
    out.signed(moves[move + 1] ?? 0);
    out.u48(moves[move + 2] ?? 0);
    out.u48(moves[move + 3] ?? 0);
  }
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
  const count = input.varint();
  const moves: number[] = [];
  for (let move = 0; move < count; move += 1) {
    moves.push(newest - input.varint(), input.signed(), input.u48(), input.u48());
  }
  return { sku, warehouse, newest, readAt, onHand, safety, reserved, digest, moves, carried };
}
