import { bucketStart } from '../engine/families.ts';
import type { Run } from './cover.ts';
import type { Source } from './source.ts';

interface Bound {
  readonly source: Source;
  readonly grain: number;
  /** Oldest bucket used that is open by the watermark. */
  readonly oldest: number;
}

/**
 * Remembers which buckets something was laid out in, until another stretch is asked for or one of those buckets closes.
 * Watermarks only rise, so nothing else can change the answer; `stamp` stands for kept days and replaced images.
 */
export class Kept<T> {
  #key = '';
  #value: T | undefined;
  #bounds: readonly Bound[] = [];

  get(key: string, compute: () => { value: T; used: readonly (readonly [source: Source, runs: readonly Run[]])[] }): T {
    if (this.#value !== undefined && key === this.#key && this.#bounds.every(isOpen)) return this.#value;
    const { value, used } = compute();
    this.#key = key;
    this.#value = value;
    this.#bounds = boundsOf(used);
    return value;
  }
}

const isOpen = ({ source, grain, oldest }: Bound) => oldest >= source.closedBefore(grain);

function boundsOf(used: readonly (readonly [Source, readonly Run[]])[]): Bound[] {
  const oldest = new Map<Source, Map<number, number>>();
  for (const [source, runs] of used)
    for (const { grain, first, count } of runs) {
      const closed = source.closedBefore(grain);
      const last = bucketStart(grain, first + count - 1);
      if (last < closed) continue; // stands on a kept day, which closes for nobody
      const grains = oldest.get(source) ?? new Map<number, number>();
      oldest.set(
        source,
        grains.set(grain, Math.min(grains.get(grain) ?? last, Math.max(bucketStart(grain, first), closed))),
      );
    }
  return [...oldest].flatMap(([source, grains]) =>
    [...grains].map(([grain, start]) => ({ source, grain, oldest: start })),
  );
}
