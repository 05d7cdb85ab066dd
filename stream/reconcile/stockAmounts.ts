import { atOf, moveCount, quantityOf } from '../entities/moves.ts';
import type { StockState } from '../entities/stockState.ts';
import type { Sums } from './sums.ts';

/** Adds what stands on one shelf: the latest reading and every move after it. */
export function addStock(
  { sku, warehouse, readAt, onHand, carried, safety, reserved, moves }: StockState,
  sums: Sums,
): void {
  let present = onHand + carried;
  for (let move = 0; move < moveCount(moves); move += 1) {
    if (atOf(moves, move) > readAt) present += quantityOf(moves, move);
  }
  sums.shelf('on_hand', sku, warehouse, present);
  sums.shelf('read_at', sku, warehouse, readAt);
  sums.shelf('safety', sku, warehouse, Math.max(0, safety));
  sums.shelf('reserved', sku, warehouse, Math.max(0, reserved));
}
