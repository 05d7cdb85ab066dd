import { computed, onBeforeUnmount, type Ref, shallowRef, watch } from 'vue';
import type { Dimension } from '../../stream/contract/query.ts';
import type { Picks } from './narrow.ts';

/** After a minute in which nobody moved the page is whole again. */
const RETURN_MS = 60_000;

/** What is picked on a page, the newest last; it ends by itself. */
export function usePicks(near: Readonly<Ref<boolean>>) {
  const picks = shallowRef<Picks>({});
  const any = computed(() => Object.keys(picks.value).length > 0);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const clear = () => {
    picks.value = {};
  };
  watch([picks, near], () => {
    clearTimeout(timer);
    if (any.value) timer = setTimeout(clear, RETURN_MS);
  });
  onBeforeUnmount(() => clearTimeout(timer));

  function drop(dimension: Dimension): void {
    const { [dimension]: _, ...others } = picks.value;
    picks.value = others;
  }
  return {
    picks,
    any,
    drop,
    /** Picks a group; one that is picked already is let go. */
    pick(dimension: Dimension, key: string): void {
      const { [dimension]: standing, ...others } = picks.value;
      picks.value = standing === key ? others : { ...others, [dimension]: key };
    },
    /** Lets the newest go. */
    back(): void {
      const newest = Object.keys(picks.value).pop();
      if (newest) drop(newest as Dimension);
    },
  };
}
