import { onBeforeUnmount, type Ref, ref, watch } from 'vue';

/**
 * `source`, but two changes are at least `ms` apart: the first at once, then always the newest. A rolling number under a
 * stream of changes comes to rest between them and can be read.
 */
export function usePaced<T>(source: Readonly<Ref<T>>, ms: number): { paced: Readonly<Ref<T>>; hurry: () => void } {
  const paced = ref(source.value) as Ref<T>;
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Shows the newest now. */
  const hurry = () => {
    clearTimeout(timer);
    timer = undefined;
    last = performance.now();
    paced.value = source.value;
  };
  watch(source, () => {
    if (timer !== undefined) return;
    const left = last + ms - performance.now();
    if (left <= 0) hurry();
    else timer = setTimeout(hurry, left);
  });
  onBeforeUnmount(() => clearTimeout(timer));
  return { paced, hurry };
}
