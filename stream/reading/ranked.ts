import { REST } from '../contract/names.ts';
import type { Plan } from './plan.ts';
import type { Projection } from './projection.ts';
import { Best } from './ranking.ts';
import { Rows } from './rows.ts';

/** What stands behind the rows: where something is, and what ranks it. */
export interface Standing {
  /** Marks the slots that have anything, now or in the baseline. */
  mark(slots: Uint8Array): void;
  /** Value of the sorting metric of one slot. */
  rank(slot: number): number | undefined;
}

/** The rows of a reading: the one group, or the best `top` slots and the rest. O(slots × log top). */
export function rank(plan: Plan, projection: Projection, standing: Standing): Rows {
  const places = plan.measures.length;
  if (plan.by === undefined) return new Rows(projection, places, [0], false);
  const marks = new Uint8Array(projection.stride);
  standing.mark(marks);
  const best = new Best(plan.top);
  const crowd = projection.find(REST);
  for (let slot = 0; slot < projection.size; slot++)
    if (marks[slot] === 1 && slot !== crowd) best.offer(slot, standing.rank(slot), (one) => projection.name(one));
  const slots = best.take();
  const rest = best.seen > slots.length || (crowd !== undefined && marks[crowd] === 1);
  return new Rows(projection, places, slots, rest);
}
