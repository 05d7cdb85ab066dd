import type { Reading } from '../../../stream/contract/reading.ts';
import type { Unit } from '../../format.ts';
import { STEP_MS } from '../time.ts';

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
  const width = STEP_MS[reading.step ?? step];
  const first = Math.min(...starts);
  const count = Math.floor((reading.to - first) / width);
  const additive = unit === 'money' || unit === 'count';
  const values = new Array<number | undefined>(count).fill(additive ? 0 : undefined);
  // Days are not all of one length: each bucket stands at the place that is nearest to it.
  for (const at of starts) {
    const place = Math.round((at - first) / width);
    if (place < count) values[place] = series[at];
  }
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
