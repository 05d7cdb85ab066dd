import type { Reading } from '../../../stream/contract/reading.ts';
import type { Unit } from '../../format.ts';

export const STEP_MS = { '1s': 1_000, '1m': 60_000, '5m': 300_000, '15m': 900_000, '1h': 3_600_000, '1d': 86_400_000 };

/**
 * A metric's whole buckets over its window as pieces of a line, x and y from 0 to 1 (y downward, the smallest value at 1). The running bucket is
 * left out, it would always fall. A sum without a point is 0; a ratio without one is unknown, and the line has a gap.
 */
export function spark(
  reading: Reading | undefined,
  metric: string,
  step: keyof typeof STEP_MS,
  unit: Unit,
): [number, number][][] {
  const series = reading?.groups['']?.series?.[metric];
  const starts = Object.keys(series ?? {}).map(Number);
  if (!reading || !series || starts.length === 0) return [];
  const width = STEP_MS[step];
  const first = Math.min(...starts);
  const count = Math.floor((reading.to - first) / width);
  const additive = unit === 'money' || unit === 'count';
  const values = Array.from(
    { length: count },
    (_, index) => series[first + index * width] ?? (additive ? 0 : undefined),
  );
  const known = values.filter((value): value is number => value !== undefined);
  if (known.length < 2) return [];
  const low = Math.min(...known);
  const range = Math.max(...known) - low;
  const pieces: [number, number][][] = [];
  let piece: [number, number][] = [];
  values.forEach((value, index) => {
    if (value === undefined) {
      if (piece.length > 0) pieces.push(piece);
      piece = [];
    } else piece.push([index / (count - 1), range > 0 ? 1 - (value - low) / range : 0.5]);
  });
  return piece.length > 0 ? [...pieces, piece] : pieces;
}
