import { computed, onBeforeUnmount, type Ref, shallowRef, watch } from 'vue';
import { type Feed, type Slot, useReadings } from '../stores/readings.ts';
import type { Narrowed } from './narrow.ts';

export interface Card {
  one: Narrowed;
  slots: readonly Slot[];
}
interface Picture {
  made: readonly Narrowed[];
  feed: Feed;
}

/** A new picture waits at most so long for its answers. */
const WAIT_MS = 2_000;
const answered = ({ slots }: Feed) =>
  slots.every((row) => row.every(({ answer, problem }) => answer.value !== undefined || problem.value !== undefined));

/**
 * The widgets of a page with what feeds them. When they ask for something else, the picture that stands goes on until the
 * new one has its answers: nothing flashes. The first demand of the feed is the health of the numbers.
 */
export function usePicture(wanted: Readonly<Ref<readonly Narrowed[]>>) {
  const readings = useReadings();
  const open = (made: readonly Narrowed[]): Picture => ({
    made,
    feed: readings.open([{ queries: [{ fact: 'health' }], every: 500 }, ...made]),
  });
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
  watch(wanted, (made) => {
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
      shown.value.made.map((one, index) => ({ one, slots: shown.value.feed.slots[index + 1] ?? [] })),
    ),
    health: computed(() => shown.value.feed.slots[0]?.[0]),
    complete: computed(() => answered(shown.value.feed)),
  };
}
