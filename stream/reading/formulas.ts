import { M } from '../engine/families.ts';
import type { Base, Formula, Terms } from '../metrics/define.ts';

type Compiled = readonly (readonly [place: number, sign: number])[];

/** A formula over the amounts of a row. */
export interface Amount {
  readonly of: Compiled;
  readonly over: Compiled | undefined;
}

/** A sum or ratio with its measures looked up among `measures`; undefined for other formulas. */
export function compile(formula: Formula, measures: readonly number[]): Amount | undefined {
  if (formula.kind !== 'sum' && formula.kind !== 'ratio') return undefined;
  const look = (terms: Terms): Compiled =>
    (Object.entries(terms) as [Base, number][]).map(([base, sign]) => [measures.indexOf(M[base]), sign] as const);
  return { of: look(formula.of), over: formula.kind === 'ratio' ? look(formula.over) : undefined };
}

function total(terms: Compiled, amounts: ArrayLike<number>, at: number, stride: number): number {
  let sum = 0;
  for (const [place, sign] of terms) sum += sign * (amounts[at + place * stride] ?? 0);
  return sum + 0; // never -0
}

/** The value for the amounts that stand `stride` apart from `at` on; undefined when it is not known. */
export function evaluate({ of, over }: Amount, amounts: ArrayLike<number>, at = 0, stride = 1): number | undefined {
  const top = total(of, amounts, at, stride);
  if (!over) return top;
  const bottom = total(over, amounts, at, stride);
  return bottom === 0 ? undefined : round6(top / bottom);
}

/** Rounded to 6 digits behind the point. */
export function round6(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}
