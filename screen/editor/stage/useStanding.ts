import { computed, type Ref, shallowRef, watch } from 'vue';
import type { Slot } from '../../stores/readings.ts';
import type { Narrowed } from '../../wall/narrow.ts';
import { isBroken } from '../../wall/prepare.ts';
import { usePicture } from '../../wall/usePicture.ts';
import type { Shown } from './keepPrepared.ts';

/** A widget on the canvas with what feeds it. */
export interface Standing {
  one: Shown;
  slots: readonly Slot[];
}

const NOTHING: readonly Slot[] = [];
const good = (all: readonly Shown[]) => all.flatMap((one) => (isBroken(one) ? [] : [one]));
const byId = (a: Narrowed, b: Narrowed) => (a.placed.id < b.placed.id ? -1 : 1);
const asksTheSame = (a: readonly Narrowed[], b: readonly Narrowed[]) =>
  a.length === b.length &&
  a.every((one, index) => {
    const other = b[index];
    return other?.placed.id === one.placed.id && other.queries === one.queries && other.every === one.every;
  });

/**
 * The widgets of a page with live readings. They are asked for anew only when what is asked changes; until the new answers
 * are there, a widget goes on showing what it showed.
 */
export function useStanding(shown: Readonly<Ref<readonly Shown[]>>) {
  const asked = shallowRef(good(shown.value).sort(byId));
  watch(shown, (present) => {
    const sorted = good(present).sort(byId);
    if (!asksTheSame(asked.value, sorted)) asked.value = sorted;
  });
  const { cards } = usePicture(asked);
  const fed = computed(() => new Map(cards.value.map((card) => [card.one.placed.id, card])));
  return computed<readonly Standing[]>(() =>
    shown.value.map((one) => {
      const card = isBroken(one) ? undefined : fed.value.get(one.placed.id);
      if (isBroken(one) || !card) return { one, slots: NOTHING };
      const waits = card.one.queries !== one.queries && card.one.placed.type === one.placed.type;
      return {
        one: waits ? { ...card.one, placed: { ...card.one.placed, box: one.placed.box } } : one,
        slots: card.slots,
      };
    }),
  );
}
