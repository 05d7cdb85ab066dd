import { STOCK_TYPES, type StockEvent } from '../contract/admitted.ts';
import type { Kind, Tally } from './define.ts';
import { M } from './measures.ts';
import { atOf, digestOf, findMove, isEarlier, moveCount, movesFrom, quantityOf, withMove } from './moves.ts';
import { earlier } from './orderState.ts';
import { readStock, writeStock } from './stockBytes.ts';
import { LEVEL, MOVED, packStock, type StockFact, unpackStock } from './stockFact.ts';
import { emptyShelf, type StockState } from './stockState.ts';

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
  voids: () => undefined,
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
  const known = findMove(before.moves, fact.id);
  if (known >= 0 && !isEarlier(fact, before.moves, known)) return before;
  return { ...before, moves: withMove(before.moves, fact, known) };
}

function contribution(state: StockState, tally: Tally): void {
  const { sku, warehouse, moves, readAt } = state;
  let onHand = state.onHand + state.carried;
  for (let move = moveCount(moves) - 1; move >= 0 && atOf(moves, move) > readAt; move -= 1) {
    onHand += quantityOf(moves, move);
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
  for (; move < moveCount(moves) && atOf(moves, move) < closedBefore; move += 1) {
    if (atOf(moves, move) > readAt) carried += quantityOf(moves, move);
  }
  return move === 0 ? state : { ...state, moves: movesFrom(moves, move), carried };
}

/** Two readings of one moment, or two events of one move, that say different things. */
function conflict(state: StockState, fact: StockFact): string | undefined {
  if (fact.type === LEVEL) {
    return fact.at === state.readAt && fact.quantity !== state.onHand ? 'reading' : undefined;
  }
  const known = findMove(state.moves, fact.id);
  if (known < 0 || digestOf(state.moves, known) === fact.digest) return undefined;
  return quantityOf(state.moves, known) === fact.quantity ? 'move_content' : 'move_quantity';
}
