/** Numbers by index: what lines have left, or what falls to them. */
export type Amounts = Float64Array;

/**
 * Spreads `amount` over `count` lines in proportion to the `room` each has left, in whole minor units: shares are rounded
 * down and the remainder goes one by one, in line order, to lines with room. Writes the shares, takes them from `room`, and
 * returns what found no room (freight). Exact for any amounts up to 10^13. O(count).
 */
export function spread(amount: number, room: Amounts, count: number, shares: Amounts): number {
  let total = 0;
  let widest = 0;
  for (let line = 0; line < count; line += 1) {
    const left = room[line] ?? 0;
    total += left;
    if (left > widest) widest = left;
  }
  if (amount >= total) {
    for (let line = 0; line < count; line += 1) {
      shares[line] = room[line] ?? 0;
      room[line] = 0;
    }
    return amount - total;
  }
  let rest = amount;
  const small = amount * widest <= Number.MAX_SAFE_INTEGER;
  const whole = small ? 0n : sum(room, count);
  for (let line = 0; line < count; line += 1) {
    const left = room[line] ?? 0;
    const share = small ? Math.floor((amount * left) / total) : Number((BigInt(amount) * BigInt(left)) / whole);
    shares[line] = share;
    rest -= share;
  }
  for (let line = 0; line < count; line += 1) {
    const left = room[line] ?? 0;
    let share = shares[line] ?? 0;
    if (rest > 0 && share < left) {
      share += 1;
      shares[line] = share;
      rest -= 1;
    }
    room[line] = left - share;
  }
  return 0;
}

/** 2,000 lines of 10^13 each pass 2^53, so their sum is taken apart from the doubles. */
function sum(room: Amounts, count: number): bigint {
  let total = 0n;
  for (let line = 0; line < count; line += 1) total += BigInt(room[line] ?? 0);
  return total;
}
