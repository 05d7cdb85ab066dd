/**
 * The parts of an amount that fall to lines: each in proportion to the room it has, rounded down, and what rounding left one
 * by one, in line order, to lines that still have room. `room` loses what was given; `rest` is what found no room.
 * Integers only, big ones where a product would leave 2^53. Written after the contract, apart from what counts.
 */
export function share(amount: number, room: number[]): { parts: number[]; rest: number } {
  const whole = room.reduce((sum, each) => sum + BigInt(each), 0n);
  const given = BigInt(amount) < whole ? amount : Number(whole);
  const parts = room.map((each) => proportion(given, each, whole));
  let left = given - parts.reduce((sum, each) => sum + each, 0);
  for (let line = 0; line < parts.length && left > 0; line++) {
    if ((parts[line] as number) >= (room[line] as number)) continue;
    parts[line] = (parts[line] as number) + 1;
    left -= 1;
  }
  for (let line = 0; line < parts.length; line++) room[line] = (room[line] as number) - (parts[line] as number);
  return { parts, rest: amount - given };
}

/** amount × each ÷ whole, rounded down. */
function proportion(amount: number, each: number, whole: bigint): number {
  if (whole === 0n) return 0;
  const product = amount * each;
  const total = Number(whole);
  if (product > Number.MAX_SAFE_INTEGER || total > Number.MAX_SAFE_INTEGER)
    return Number((BigInt(amount) * BigInt(each)) / whole);
  return (product - (product % total)) / total;
}
