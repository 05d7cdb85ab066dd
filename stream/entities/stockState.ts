import { type Moves, NO_MOVES } from './moves.ts';

/** All that is known of one SKU in one warehouse. */
export interface StockState {
  readonly sku: number;
  /** 0 = no warehouse named. */
  readonly warehouse: number;
  readonly newest: number;
  /** `at` of the latest reading; 0 without one. */
  readonly readAt: number;
  readonly onHand: number;
  /** -1 = not said. */
  readonly safety: number;
  readonly reserved: number;
  readonly digest: number;
  /** The earliest event of each move id. */
  readonly moves: Moves;
  /** Sum of settled moves that stand after the reading: none of them can be sent again. */
  readonly carried: number;
}

/** A place of which nothing is known. */
export function emptyShelf(sku: number, warehouse: number): StockState {
  return {
    sku,
    warehouse,
    newest: -1,
    readAt: 0,
    onHand: 0,
    safety: -1,
    reserved: -1,
    digest: 0,
    moves: NO_MOVES,
    carried: 0,
  };
}
