/*
 * Moves of one shelf as bytes, because a SKU that sells may have tens of thousands of them and each new one copies all:
 * at (u48), hashed id (u48), digest (u48), quantity (i32), in the order of at, quantity, digest.
 */
const MOVE = 22;
const TWO_32 = 4294967296;

export type Moves = Uint8Array;
export const NO_MOVES: Moves = new Uint8Array(0);

/** One event of a move. */
export interface Move {
  readonly at: number;
  readonly id: number;
  readonly digest: number;
  readonly quantity: number;
}

export const moveCount = (moves: Moves) => moves.length / MOVE;

/** `at` of the move at `index`, epoch ms. */
export const atOf = (moves: Moves, index: number) => u48(moves, index * MOVE);
export const quantityOf = (moves: Moves, index: number) => i32(moves, index * MOVE + 18);
export const digestOf = (moves: Moves, index: number) => u48(moves, index * MOVE + 12);

/** Where the move of this id is, or -1. O(moves), about a nanosecond each. */
export function findMove(moves: Moves, id: number): number {
  const first = id & 255;
  for (let start = 6; start < moves.length; start += MOVE) {
    if (moves[start] === first && u48(moves, start) === id) return (start - 6) / MOVE;
  }
  return -1;
}

/** The earlier `at`, then the smaller quantity, then the smaller digest. */
export function isEarlier(move: Move, moves: Moves, index: number): boolean {
  const at = atOf(moves, index);
  if (move.at !== at) return move.at < at;
  const quantity = quantityOf(moves, index);
  return move.quantity === quantity ? move.digest < digestOf(moves, index) : move.quantity < quantity;
}

/** The moves with one more, in the place of the one at `known` if that is not -1. */
export function withMove(moves: Moves, move: Move, known: number): Moves {
  const rest = known < 0 ? moves : new Uint8Array(moves.length - MOVE);
  if (known >= 0) {
    rest.set(moves.subarray(0, known * MOVE));
    rest.set(moves.subarray((known + 1) * MOVE), known * MOVE);
  }
  let index = moveCount(rest);
  while (index > 0 && isEarlier(move, rest, index - 1)) index -= 1;
  const start = index * MOVE;
  const all = new Uint8Array(rest.length + MOVE);
  all.set(rest.subarray(0, start));
  all.set(rest.subarray(start), start + MOVE);
  put(all, start, move.at, 6);
  put(all, start + 6, move.id, 6);
  put(all, start + 12, move.digest, 6);
  put(all, start + 18, move.quantity >>> 0, 4);
  return all;
}

/** The moves from `index` on. */
export const movesFrom = (moves: Moves, index: number): Moves => moves.slice(index * MOVE);

function put(bytes: Uint8Array, start: number, value: number, length: number): void {
  let rest = value;
  for (let index = start; index < start + length; index += 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

function i32(bytes: Uint8Array, start: number): number {
  return (
    (bytes[start] ?? 0) |
    ((bytes[start + 1] ?? 0) << 8) |
    ((bytes[start + 2] ?? 0) << 16) |
    ((bytes[start + 3] ?? 0) << 24)
  );
}

function u48(bytes: Uint8Array, start: number): number {
  return (i32(bytes, start) >>> 0) + ((bytes[start + 4] ?? 0) + (bytes[start + 5] ?? 0) * 256) * TWO_32;
}
