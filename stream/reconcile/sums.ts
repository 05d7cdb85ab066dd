import type { Days } from '../engine/days.ts';
import { bucketAt, bucketStart, DAY, F, FAMILY_LIST, type FamilyName, M, type Measure } from '../engine/families.ts';

const SPAN = 2 ** 31;
const PAIR = 2 ** 22;
const WHOLE: readonly FamilyName[] = ['store', 'region', 'tag'];
const PART: readonly FamilyName[] = ['category', 'sku', 'channelSku'];
const GRAINS = FAMILY_LIST.map(({ keep }) => [...keep.keys()]);

export interface Place {
  channel: number;
  shop: number;
  region: number;
  tag: number;
}

/** Which buckets are summed up: family and grain number, start in epoch ms. */
export type Wanted = (family: number, grain: number, start: number) => boolean;

/** The naive sum: every amount added to every cell it belongs to, one by one. Values are exact. */
export class Sums {
  readonly #days: Days;
  readonly #wanted: Wanted;
  readonly #pairs = new Map<number, number>();
  readonly #groups = FAMILY_LIST.map(() => new Map<number, number>());
  readonly #cells = new Map<number, Map<number, number>>();
  readonly #known = new Map<number, boolean>();
  readonly #merged: (grain: number, family: number, start: number) => boolean;

  /** `merged`: buckets in which all groups of a family stand as one. */
  constructor(days: Days, wanted: Wanted, merged: (grain: number, family: number, start: number) => boolean) {
    this.#days = days;
    this.#wanted = wanted;
    this.#merged = merged;
  }

  /** An amount of a whole order. */
  whole(measure: Measure, at: number, { channel, shop, region, tag }: Place, value: bigint): void {
    if (value === 0n) return;
    for (const name of WHOLE) {
      const inner = name === 'region' ? region : name === 'tag' ? tag : 0;
      this.#add(F[name], M[measure], at, this.group(F[name], [channel, shop, inner]), value);
    }
  }

  /** An amount that belongs to one line of an order. */
  part(measure: Measure, at: number, { channel, shop }: Place, category: number, sku: number, value: bigint): void {
    if (value === 0n) return;
    for (const name of PART) {
      const dims = name === 'category' ? [channel, shop, category] : name === 'sku' ? [sku] : [channel, sku];
      this.#add(F[name], M[measure], at, this.group(F[name], dims), value);
    }
  }

  /** An amount that has no time. */
  shelf(measure: Measure, sku: number, warehouse: number, value: bigint): void {
    if (value !== 0n) this.put(F.stock, DAY, M[measure], 0, this.group(F.stock, [sku, warehouse]), Number(value));
  }

  /** The number by which a group of a family is known here, from its interned names, outermost first. */
  group(family: number, [a = 0, b = 0, c = 0]: readonly number[]): number {
    const pair = numbered(this.#pairs, a * PAIR + b);
    return numbered(this.#groups[family] as Map<number, number>, pair * PAIR + c);
  }

  /** The names of a group, as they were given to `group`. */
  names(family: number, group: number): number[] {
    const at = [...(this.#groups[family] as Map<number, number>).keys()][group - 1] ?? 0;
    const pair = [...this.#pairs.keys()][Math.floor(at / PAIR) - 1] ?? 0;
    return [Math.floor(pair / PAIR), pair % PAIR, at % PAIR];
  }

  /** Adds to one cell. */
  put(family: number, grain: number, measure: number, bucket: number, group: number, value: number): void {
    const address = (family * 4 + grain) * 16 + measure;
    const cells = this.#cells.get(address) ?? new Map<number, number>();
    this.#cells.set(address, cells);
    const key = group * SPAN + bucket;
    cells.set(key, (cells.get(key) ?? 0) + value);
  }

  /** Takes a cell out: its value, 0 when there is none. What is left at the end was never asked for. */
  take(family: number, grain: number, measure: number, bucket: number, group: number): number {
    const cells = this.#cells.get((family * 4 + grain) * 16 + measure);
    const key = group * SPAN + bucket;
    const value = cells?.get(key) ?? 0;
    cells?.delete(key);
    return value;
  }

  /** Cells that were not taken. */
  *rest(): Iterable<{ family: number; grain: number; measure: number; bucket: number; group: number; value: number }> {
    for (const [address, cells] of this.#cells) {
      for (const [key, value] of cells) {
        const [measure, track] = [address % 16, Math.floor(address / 16)];
        yield {
          family: track >> 2,
          grain: track & 3,
          measure,
          bucket: key % SPAN,
          group: Math.floor(key / SPAN),
          value,
        };
      }
    }
  }

  #add(family: number, measure: number, at: number, group: number, value: bigint): void {
    for (const grain of GRAINS[family] ?? []) {
      const start = grain === DAY ? this.#days.start(at) : at;
      const bucket = bucketAt(grain, start);
      if (!this.#isWanted(family, grain, bucket)) continue;
      this.put(family, grain, measure, bucket, this.#merged(grain, family, start) ? 0 : group, Number(value));
    }
  }

  #isWanted(family: number, grain: number, bucket: number): boolean {
    const key = (family * 4 + grain) * SPAN + bucket;
    let wanted = this.#known.get(key);
    if (wanted === undefined) {
      wanted = this.#wanted(family, grain, bucketStart(grain, bucket));
      this.#known.set(key, wanted);
    }
    return wanted;
  }
}

/** The number of a key, the next one (from 1) when it is new. */
function numbered(numbers: Map<number, number>, key: number): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size + 1);
  return numbers.size;
}
