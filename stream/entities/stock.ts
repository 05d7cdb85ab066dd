import { STOCK_TYPES, type StockEvent } from '../contract/admitted.ts';
import type { Kind, Tally } from './define.ts';
import { M } from './measures.ts';
import { earlier } from './orderState.ts';
import { readStock, writeStock } from './stockBytes.ts';
import { LEVEL, MOVED, packStock, type StockFact, unpackStock } from './stockFact.ts';
import { emptyShelf, MOVE, type StockState } from './stockState.ts';

/** One SKU in one warehouse: its latest reading, and the moves after it. */
export const stock: Kind<StockState, StockFact> = {
  name: 'stock',
  number: 1,
  types: STOCK_TYPES,
  key: (event) => {
    const { sku, warehouse } = event as StockEvent;
    return `s:${sku}\0${warehouse}`;
  },
  factType: (event) => (event.type === 'stock.moved' ? MOVED : LEVEL),
  pack: (event, out) => packStock(event as StockEvent, out),
  unpack: unpackStock,
  join,
  contribution,
  newest: (state) => state.newest,
  settle,
  conflict,
  write: writeStock,
  read: readStock,
  skus: (fact, say) => {
    if (fact.type === LEVEL) say(fact.sku, fact.titleText(), fact.category);
  },
  label: (fact) => fact.label(),
  voids: () => false,
};

function join(state: StockState | undefined, fact: StockFact): StockState {
  const before = state ?? emptyShelf(fact.sku, fact.warehouse);
  const after = fact.type === LEVEL ? joinReading(before, fact) : joinMove(before, fact);
  return fact.at > before.newest ? { ...after, newest: fact.at } : after;
}

/** The latest reading wins; of two at once the smaller, then the smaller digest. */
function joinReading(before: StockState, fact: StockFact): StockState {
  const { at, quantity: onHand, safety, reserved, digest } = fact;
  const wins =
    before.readAt === 0 ||
    at > before.readAt ||
    (at === before.readAt && earlier(0, onHand, digest, 0, before.onHand, before.digest));
  return wins ? { ...before, readAt: at, onHand, safety, reserved, digest, carried: 0 } : before;
}

function joinMove(before: StockState, fact: StockFact): StockState {
  const { moves } = before;
  const known = find(moves, fact.id);
  if (known >= 0 && !isEarlier(fact, moves, known)) return before;
  const rest = moves.slice();
  if (known >= 0) rest.splice(known, MOVE);
  let place = rest.length;
  while (place > 0 && isEarlier(fact, rest, place - MOVE)) place -= MOVE;
  rest.splice(place, 0, fact.at, fact.quantity, fact.digest, fact.id);
  return { ...before, moves: rest };
}

function find(moves: readonly number[], id: number): number {
  for (let index = 0; index < moves.length; index += MOVE) if (moves[index + 3] === id) return index;
  return -1;
}

function isEarlier(fact: StockFact, moves: readonly number[], index: number): boolean {
  return earlier(fact.at, fact.quantity, fact.digest, moves[index] ?? 0, moves[index + 1] ?? 0, moves[index + 2] ?? 0);
}

function contribution(state: StockState, tally: Tally): void {
  const { sku, warehouse, moves, readAt } = state;
  let onHand = state.onHand + state.carried;
  for (let move = moves.length - MOVE; move >= 0 && (moves[move] ?? 0) > readAt; move -= MOVE) {
    onHand += moves[move + 1] ?? 0;
  }
  tally.stock(M.on_hand, sku, warehouse, onHand);
  tally.stock(M.read_at, sku, warehouse, readAt);
  if (state.safety > 0) tally.stock(M.safety, sku, warehouse, state.safety);
  if (state.reserved > 0) tally.stock(M.reserved, sku, warehouse, state.reserved);
}

/**
 * Readings stay for ever. Moves that cannot be sent again need no id any more: those after the reading become one sum, which
 * the next reading replaces, for it must be newer than all of them.
 */
function settle(state: StockState, closedBefore: number): StockState {
  const { moves, readAt } = state;
  let { carried } = state;
  let move = 0;
  for (; move < moves.length && (moves[move] ?? 0) < closedBefore; move += MOVE) {
    if ((moves[move] ?? 0) > readAt) carried += moves[move + 1] ?? 0;
  }
  return move === 0 ? state : { ...state, moves: moves.slice(move), carried };
}

/** Two readings of one moment, or two events of one move, that say different things. */
function conflict(state: StockState, fact: StockFact): string | undefined {
  if (fact.type === LEVEL) {
    return fact.at === state.readAt && fact.quantity !== state.onHand ? 'reading' : undefined;
  }
  const known = find(state.moves, fact.id);
  if (known < 0 || state.moves[known + 2] === fact.digest) return undefined;
  return state.moves[known + 1] === fact.quantity ? 'move_content' : 'move_quantity';
}
