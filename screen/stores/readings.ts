import { defineStore } from 'pinia';
import { type ShallowRef, shallowRef } from 'vue';
import type { Problem } from '../../stream/contract/failure.ts';
import type { Watched } from '../../stream/contract/query.ts';
import type { Answer } from '../../stream/contract/reading.ts';
import type { ViewState } from '../wire/state.ts';
import { useLive } from './live.ts';
import { type Demand, type Group, plan } from './plan.ts';

/** One answer and how it stands, as long as a page asks for it. */
export interface Slot {
  query: Watched;
  answer: ShallowRef<Answer | undefined>;
  state: ShallowRef<ViewState>;
  problem: ShallowRef<Problem | undefined>;
}

export interface Feed {
  /** A demand's slots, in the order of its queries. */
  slots: readonly (readonly Slot[])[];
  close(): void;
}

const WAITING: ViewState = { kind: 'waiting', seconds: 0 };

/** Readings of the page, one watch a pace. A query that is refused takes no neighbour with it: its watch is split. */
export const useReadings = defineStore('readings', () => {
  const live = useLive();

  function open(demands: readonly Demand[]): Feed {
    const { groups, places } = plan(demands);
    const undo = new Set<() => void>();
    const rows = groups.map(({ queries }) =>
      queries.map(
        (query): Slot => ({ query, answer: shallowRef(), state: shallowRef(WAITING), problem: shallowRef() }),
      ),
    );

    const follow = (group: Group, slots: readonly Slot[]): void => {
      const wire = live.wire;
      if (!wire) throw new Error('the connection is not open');
      const subscription = wire.watch(group.queries, group.every);
      const look = () => {
        const problem = subscription.problem();
        if (problem && problem.status < 500 && slots.length > 1) {
          stop();
          for (const slot of slots) follow({ every: group.every, queries: [slot.query] }, [slot]);
          return;
        }
        const state = subscription.state();
        for (const slot of slots) {
          const { kind, seconds } = slot.state.value;
          if (kind !== state.kind || seconds !== state.seconds) slot.state.value = state;
          slot.problem.value = problem;
        }
      };
      const stops = [
        subscription.onReadings((readings) => {
          slots.forEach((slot, index) => {
            slot.answer.value = readings[index];
          });
          look();
        }),
        live.onTick(look),
        () => subscription.close(),
      ];
      const stop = () => {
        undo.delete(stop);
        for (const one of stops) one();
      };
      undo.add(stop);
    };
    groups.forEach((group, index) => {
      follow(group, rows[index] ?? []);
    });

    return {
      slots: places.map((row) => row.map(({ group, index }) => rows[group]?.[index] as Slot)),
      close: () => {
        for (const stop of [...undo]) stop();
      },
    };
  }

  return { open };
});
