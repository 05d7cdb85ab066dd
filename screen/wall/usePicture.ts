import { computed, onBeforeUnmount, type Ref, shallowRef, watch } from 'vue';
import type { Demand } from '../stores/plan.ts';
import { type Feed, type Slot, useReadings } from '../stores/readings.ts';
import type { Narrowed } from './narrow.ts';

export interface Card {
  one: Narrowed;
  slots: readonly Slot[];
}
interface Picture {
  made: readonly Narrowed[];
  /** Where the answers of the first widget are. */
  first: number;
  feed: Feed;
}

/** A new picture waits at most so long for its answers. */
const WAIT_MS = 2_000;
const answered = ({ slots }: Feed) =>
  slots.every((row) => row.every(({ answer, problem }) => answer.value !== undefined || problem.value !== undefined));

/**
 * The widgets of a page with what feeds them. When they ask for something else, the picture that stands goes on until the
 * new one has its answers: nothing flashes. The first demand of the feed is the health of the numbers. Pictures that ask
 * `together` for the same change in the same moment, since they watch one view.
 */
export function usePicture(
  wanted: Readonly<Ref<readonly Narrowed[]>>,
  together: () => readonly Demand[] | undefined = () => undefined,
) {
  const readings = useReadings();
  const open = (made: readonly Narrowed[]): Picture => {
    const before: Demand[] = [{ queries: [{ fact: 'health' }], every: 500 }, ...(together() ?? [])];
    return { made, first: before.length, feed: readings.open([...before, ...made]) };
  };
  const shown = shallowRef(open(wanted.value));
  const coming = shallowRef<Picture>();
  let patience: ReturnType<typeof setTimeout> | undefined;

  const show = () => {
    clearTimeout(patience);
    if (!coming.value) return;
    shown.value.feed.close();
    shown.value = coming.value;
    coming.value = undefined;
  };
  watch([wanted, together], ([made]) => {
    coming.value?.feed.close();
    coming.value = open(made);
    clearTimeout(patience);
    patience = setTimeout(show, WAIT_MS);
  });
  watch(
    () => coming.value && answered(coming.value.feed),
    (complete) => complete && show(),
  );
  onBeforeUnmount(() => {
    clearTimeout(patience);
    coming.value?.feed.close();
    shown.value.feed.close();
  });

  return {
    cards: computed<readonly Card[]>(() =>
      shown.value.made.map((one, index) => ({ one, slots: shown.value.feed.slots[shown.value.first + index] ?? [] })),
    ),
    health: computed(() => shown.value.feed.slots[0]?.[0]),
    complete: computed(() => answered(shown.value.feed)),
  };
}
