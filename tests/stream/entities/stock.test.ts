import { expect, test } from 'vitest';
import { moveCount } from '../../../stream/entities/moves.ts';
import type { StockState } from '../../../stream/entities/stockState.ts';
import { Joined, NOW, Sums } from '../../support/joined.ts';
import type { RawEvent } from '../../support/oracle.ts';

const DAY = 86_400_000;
const level = (at: number, onHand: number, more: object = {}): RawEvent => ({
  type: 'stock.level',
  id: 'e',
  at,
  sku: 'A',
  onHand,
  ...more,
});
const moved = (at: number, move: string, quantity: number): RawEvent => ({
  type: 'stock.moved',
  id: 'e',
  at,
  sku: 'A',
  move,
  quantity,
});
const onHand = (...events: RawEvent[]) => new Joined().deliver(events).tallied().stocks.get('A|unknown|on_hand') ?? 0;

test('the latest reading counts, and the moves after it', () => {
  expect(onHand(level(NOW, 10), level(NOW - 1, 99))).toBe(10);
  expect(onHand(moved(NOW, 'm1', -3), level(NOW - 1, 10), moved(NOW - 1, 'm2', -4))).toBe(7);
});

test('without a reading the moves count', () => {
  expect(onHand(moved(NOW, 'm1', 5), moved(NOW - DAY, 'm2', -7))).toBe(-2);
});

test('a move counts once, at its earliest', () => {
  expect(onHand(level(NOW - 5, 10), moved(NOW, 'm', 1), moved(NOW - 9, 'm', 1))).toBe(10);
});

test('warehouses stand apart, and the reading names safety and reserve', () => {
  const { stocks } = new Joined()
    .deliver([level(NOW, 3, { warehouse: 'north', safety: 2, reserved: 1 }), level(NOW, 4)])
    .tallied();
  expect([...stocks].sort()).toEqual([
    ['A|north|on_hand', 3],
    ['A|north|read_at', NOW],
    ['A|north|reserved', 1],
    ['A|north|safety', 2],
    ['A|unknown|on_hand', 4],
    ['A|unknown|read_at', NOW],
  ]);
});

test('what cannot be sent again is settled without changing the number', () => {
  const joined = new Joined().deliver([level(NOW - 9 * DAY, 10), moved(NOW - 8 * DAY, 'm1', 5), moved(NOW, 'm2', -1)]);
  const [entity] = [...joined.entities.values()];
  const settled = entity?.kind.settle(entity.state, NOW - DAY) as StockState;
  expect(moveCount(settled.moves)).toBe(1);
  const sums = new Sums(joined.names);
  entity?.kind.contribution(settled, sums);
  expect(sums.stocks.get('A|unknown|on_hand')).toBe(14);
  expect(entity?.kind.settle(settled, NOW - DAY)).toBe(settled);
});

test('a reading after settled moves replaces them', () => {
  const joined = new Joined().deliver([moved(NOW - 8 * DAY, 'm1', 5)]);
  for (const entity of joined.entities.values()) entity.state = entity.kind.settle(entity.state, NOW - DAY);
  joined.deliver([level(NOW - 1000, 20), moved(NOW, 'm2', 1)]);
  expect(joined.tallied().stocks.get('A|unknown|on_hand')).toBe(21);
});

test('two readings of one moment and two sizes of one move disagree', () => {
  const joined = new Joined().deliver([level(NOW, 10), moved(NOW, 'm', 1)]);
  expect(joined.conflictOf(level(NOW, 11))).toBe('reading');
  expect(joined.conflictOf(moved(NOW, 'm', 2))).toBe('move_quantity');
  expect(joined.conflictOf(moved(NOW, 'm', 1))).toBeUndefined();
});
