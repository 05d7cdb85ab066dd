interface Ranked {
  key: string;
  rank: number;
}

/** Rises further than any row can. */
const NEW = Number.MAX_SAFE_INTEGER;

/**
 * What lies over what while rows slide to new ranks, by key: who rises furthest passes over all others, and who is new lies
 * above them. Undefined when no row slides. O(rows log rows).
 */
export function layers(before: readonly Ranked[], now: readonly Ranked[]): ReadonlyMap<string, number> | undefined {
  const ranks = new Map(before.map(({ key, rank }) => [key, rank]));
  if (now.every(({ key, rank }) => (ranks.get(key) ?? rank) === rank)) return undefined;
  const rises = now.map(({ key, rank }) => ({ key, by: (ranks.get(key) ?? NEW) - rank }));
  return new Map(rises.sort((one, other) => one.by - other.by).map(({ key }, layer) => [key, layer]));
}
