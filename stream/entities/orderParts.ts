import { MOST_LINES } from '../contract/line.ts';
import type { Place, Tally } from './define.ts';
import { M } from './measures.ts';
import { LINE } from './orderState.ts';
import { type Amounts, spread } from './spread.ts';

/** What the order's lines have left; worked on anew for each order. */
export const room: Amounts = new Float64Array(MOST_LINES);
/** The same of a refund's own lines. */
export const own: Amounts = new Float64Array(MOST_LINES);
/** What fell to each line of the amount spread last. */
export const shares: Amounts = new Float64Array(MOST_LINES);

/** A refund that counts: `amount` is what is left of it. */
export function countRefund(
  at: number,
  amount: number,
  place: Place,
  lines: readonly number[],
  left: Amounts,
  tally: Tally,
): void {
  tally.whole(M.refunds, at, place, 1);
  if (amount === 0) return;
  tally.whole(M.refund_amount, at, place, amount);
  countParts(M.refund_amount, at, place, lines, left, amount, tally);
}

/** Spreads an amount over lines; the parts add up to it. */
export function countParts(
  measure: number,
  at: number,
  place: Place,
  lines: readonly number[],
  left: Amounts,
  amount: number,
  tally: Tally,
): void {
  const freight = spread(amount, left, lines.length / LINE, shares);
  for (let line = 0; line * LINE < lines.length; line += 1) {
    const share = shares[line] ?? 0;
    if (share > 0) tally.part(measure, at, place, lines[line * LINE + 3] ?? 0, lines[line * LINE] ?? 0, share);
  }
  if (freight > 0) tally.part(measure, at, place, 0, 0, freight);
}

/** Each line's amount as the room it has. */
export function fill(into: Amounts, lines: readonly number[]): Amounts {
  for (let line = 0; line * LINE < lines.length; line += 1) into[line] = lines[line * LINE + 2] ?? 0;
  return into;
}
