/** How many ranks somebody moved, up is positive, and until when that is shown. */
export interface Move {
  by: number;
  until: number;
}
export interface Ranks {
  order: readonly string[];
  moves: ReadonlyMap<string, Move>;
}

const SHOWN_MS = 30_000;

/** The ranks after a new order at `now`, epoch ms. The first order, and a newcomer, moves nobody. */
export function move(before: Ranks | undefined, order: readonly string[], now: number): Ranks {
  const moves = new Map<string, Move>();
  order.forEach((key, rank) => {
    const old = before?.order.indexOf(key) ?? -1;
    const kept = before?.moves.get(key);
    if (old >= 0 && old !== rank) moves.set(key, { by: old - rank, until: now + SHOWN_MS });
    else if (kept && kept.until > now) moves.set(key, kept);
  });
  return { order, moves };
}
