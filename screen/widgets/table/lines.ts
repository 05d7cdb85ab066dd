import type { Answer } from '../../../stream/contract/reading.ts';
import { named, type Row, ranked } from '../rows.ts';

/** Minutes below which a cover is to act on, and to look at. */
export const ACT_MINUTES = 10;
export const LOOK_MINUTES = 30;
/** What a full bar of cover means. */
export const BAR_MINUTES = 60;

export type Urgency = 'act' | 'look' | 'calm';

/** How urgent a cover in minutes is; unknown is calm. */
export const urgency = (minutes: number | undefined): Urgency =>
  minutes === undefined || minutes >= LOOK_MINUTES ? 'calm' : minutes < ACT_MINUTES ? 'act' : 'look';

/** Px: before a column, and the least that a name takes. */
const [GAP, NAME] = [24, 88];

/** The first columns that have room beside the names in a table of so many px; at least one. */
export function fitting<Column extends { width: number }>(columns: readonly Column[], width: number): Column[] {
  let left = width - NAME;
  const kept = columns.findIndex((column) => {
    left -= column.width + GAP;
    return left < 0;
  });
  return columns.slice(0, kept < 0 ? columns.length : Math.max(1, kept));
}

/** The first `count` named rows by `metric`; ascending leaves out those in which it is unknown. */
export function lines(answer: Answer | undefined, metric: string, ascending: boolean, count: number): Row[] {
  const rows = named(ranked(answer, metric));
  const ordered = ascending ? rows.filter(({ value }) => value !== undefined).reverse() : rows;
  return ordered.slice(0, count);
}
