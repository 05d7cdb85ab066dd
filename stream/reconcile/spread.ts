/**
 * The parts of an amount that fall to lines: each in proportion to the room it has, rounded down, and what rounding left one
 * by one, in line order, to lines that still have room. `room` loses what was given; `rest` is what found no room.
 * Written after the contract with big integers only, so that it shares no arithmetic with what counts.
 */
export function share(amount: bigint, room: bigint[]): { parts: bigint[]; rest: bigint } {
  const whole = room.reduce((sum, each) => sum + each, 0n);
  const given = amount < whole ? amount : whole;
  const parts = room.map((each) => (whole === 0n ? 0n : (given * each) / whole));
  let left = given - parts.reduce((sum, each) => sum + each, 0n);
  for (let line = 0; line < parts.length && left > 0n; line++) {
    if ((parts[line] as bigint) >= (room[line] as bigint)) continue;
    parts[line] = (parts[line] as bigint) + 1n;
    left -= 1n;
  }
  for (let line = 0; line < parts.length; line++) room[line] = (room[line] as bigint) - (parts[line] as bigint);
  return { parts, rest: amount - given };
}
