import { MOVE, type StockState } from '../entities/stockState.ts';
import type { Sums } from './sums.ts';

/** Adds what stands on one shelf: the latest reading and every move after it. */
export function addStock(
  { sku, warehouse, readAt, onHand, carried, safety, reserved, moves }: StockState,
  sums: Sums,
): void {
  let present = onHand + carried;
  for (let move = 0; move < moves.length; move += MOVE) {
    if ((moves[move] as number) > readAt) present += moves[move + 1] as number;
  }
  sums.shelf('on_hand', sku, warehouse, BigInt(present));
  sums.shelf('read_at', sku, warehouse, BigInt(readAt));
  sums.shelf('safety', sku, warehouse, BigInt(Math.max(0, safety)));
  sums.shelf('reserved', sku, warehouse, BigInt(Math.max(0, reserved)));
}
