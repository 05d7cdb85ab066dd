import type { Amount } from './oracle.ts';

/** Dimensions of each family, as DESIGN section 3 has them; whole amounts go to the first three, parts to the others. */
const WHOLE = {
  store: ['channel', 'shop'],
  region: ['channel', 'shop', 'region'],
  tag: ['channel', 'shop', 'tag'],
} as const;
const PART = { category: ['channel', 'shop', 'category'], sku: ['sku'], channelSku: ['channel', 'sku'] } as const;

/**
 * Sums amounts into cells: `family|measure|bucket|group` → number, without those that are 0. `bucket` gives the name of the
 * bucket `at` falls into, so a day, a minute or the millisecond itself.
 */
export function cellsOf(amounts: readonly Amount[], bucket: (at: number) => string | number): Map<string, number> {
  const sums = new Map<string, bigint>();
  for (const amount of amounts) {
    for (const [family, dims] of Object.entries(amount.sku === undefined ? WHOLE : PART)) {
      const group = dims.map((dim: keyof Amount) => amount[dim]).join('·');
      const cell = `${family}|${amount.measure}|${bucket(amount.at)}|${group}`;
      sums.set(cell, (sums.get(cell) ?? 0n) + amount.value);
    }
  }
  return new Map([...sums].filter(([, sum]) => sum !== 0n).map(([cell, sum]) => [cell, Number(sum)]));
}
