import { DAY_MS } from '../contract/settings.ts';
import type { Days } from '../engine/days.ts';
import { bucketStart, F, FAMILY_LIST, FAMILY_NAMES, GRAINS, MEASURES, PAGE, QUARTER } from '../engine/families.ts';
import type { ImageStore } from '../engine/image.ts';
import { SEGMENT } from '../engine/table.ts';
import { hex } from '../engine/ticker.ts';
import type { Kind } from '../entities/define.ts';
import { KINDS } from '../entities/index.ts';
import type { OrderState } from '../entities/orderState.ts';
import type { StockState } from '../entities/stockState.ts';
import { addOrder } from './orderAmounts.ts';
import type { Still } from './still.ts';
import { addStock } from './stockAmounts.ts';
import { Sums } from './sums.ts';

/** One cell that says something else than its entities. */
export interface Difference {
  partition: number;
  family: string;
  grain: string;
  measure: string;
  /** Names from the outermost dimension on. */
  group: string[];
  /** Start of the bucket, epoch ms. */
  start: number;
  /** What stands in the cell, and what the entities add up to. */
  stands: number;
  sum: number;
}

export interface Comparison {
  /** Cells compared, and entities summed up. */
  cells: number;
  entities: number;
  differences: Difference[];
}

/** What is known of entities that are kept. */
interface Retained {
  days: Days;
  retentionDays: number;
  /** A shorter retention may have forgotten what is older, epoch ms. */
  retainedSince?: number;
  /** Epoch ms, at or behind the partition's log time. */
  now: number;
}

/** How each kind adds itself up here. One more kind is one more line; without it reconciling says so instead of guessing. */
const ADD: Readonly<Record<string, (state: unknown, sums: Sums) => void>> = {
  order: (state, sums) => addOrder(state as OrderState, sums),
  stock: (state, sums) => addStock(state as StockState, sums),
};

/**
 * Compares every open cell of one partition with the sum over its entities, in the buckets that no forgotten entity can have
 * added to.
 */
export function compare(
  partition: number,
  still: Still,
  { days, retentionDays, retainedSince = 0, now }: Retained,
): Comparison {
  const { image } = still;
  const since = Math.max(now - (retentionDays + 1) * DAY_MS, retainedSince);
  const wanted = (family: number, grain: number, start: number) =>
    family === F.stock || (start >= since && image.isOpen(family, grain, start));
  const merged = (family: number, grain: number, start: number) =>
    family === F.sku && grain === QUARTER && image.tops.has(days.start(start));
  const sums = new Sums(days, wanted, merged);
  const entities = addAll(still, sums);
  const differences: Difference[] = [];
  const differs = (
    family: number,
    grain: number,
    measure: number,
    bucket: number,
    group: number,
    stands: number,
    sum: number,
  ) =>
    differences.push({
      partition,
      family: FAMILY_NAMES[family] ?? String(family),
      grain: GRAINS[grain] ?? String(grain),
      measure: MEASURES[measure] ?? String(measure),
      group: sums
        .names(family, group)
        .slice(0, FAMILY_LIST[family]?.dims.length)
        .map((name) => image.names.text(name)),
      start: bucketStart(grain, bucket),
      stands,
      sum,
    });
  let cells = 0;
  for (const { family, grain, measure, bucket, start, values } of standing(image)) {
    if (!wanted(family, grain, start)) continue;
    const one = merged(family, grain, start);
    const folded = new Map<number, number>();
    for (const [group, value] of values) {
      const dims = image.groups[family]?.dims(group) ?? [];
      const place = one ? 0 : sums.group(family, ...dims);
      folded.set(place, (folded.get(place) ?? 0) + value);
    }
    for (const [group, value] of folded) {
      cells += 1;
      const sum = sums.take(family, grain, measure, bucket, group);
      if (sum !== value) differs(family, grain, measure, bucket, group, value, sum);
    }
  }
  for (const { family, grain, measure, bucket, group, value } of sums.rest()) {
    cells += 1;
    if (value !== 0) differs(family, grain, measure, bucket, group, 0, value);
  }
  return { cells, entities, differences };
}

function addAll({ ledger, aside }: Still, sums: Sums): number {
  let entities = 0;
  for (let entity = 0; entity < ledger.segments * SEGMENT; entity++) {
    if (!ledger.alive(entity)) continue;
    if (aside.size > 0 && aside.has(hex(ledger.key(entity)))) continue;
    const kind: Kind<unknown, unknown> | undefined = KINDS[ledger.kind(entity)];
    const add = kind && ADD[kind.name];
    if (!add) throw new RangeError(`entities of kind ${kind?.name ?? ledger.kind(entity)} are not reconciled yet`);
    add(kind.read(ledger.read(entity)), sums);
    entities += 1;
  }
  return entities;
}

/** Every cell of an image that holds something, page by page. */
function* standing(image: ImageStore) {
  for (const track of image.cells.tracks) {
    if (!track) continue;
    const { family, grain } = track;
    for (const { number: bucket, start, sheets } of track.buckets.values()) {
      for (let measure = 0; measure < MEASURES.length; measure++) {
        const values: [group: number, value: number][] = [];
        for (let block = 0; block < sheets.length; block++) {
          const page = image.page(family, grain, measure, block, bucket);
          for (let slot = 0; page && slot < page.size; slot++) {
            const value = page.values[page.base + slot * page.stride] as number;
            if (value !== 0) values.push([block * PAGE + slot, value]);
          }
        }
        if (values.length > 0) yield { family, grain, measure, bucket, start, values };
      }
    }
  }
}
