import { onMounted, type Ref, type ShallowRef, shallowRef, watch } from 'vue';
import { durationOf, makeRest } from '../chart/motion.ts';

/** Whether what a widget shows changes without rest: then its parts stand in their new place at once. */
export function useRestless(
  host: Readonly<ShallowRef<HTMLElement | null>>,
  answers: Readonly<Ref<readonly unknown[]>>,
): Readonly<Ref<boolean>> {
  const restless = shallowRef(false);
  const rested = makeRest();
  let easeMs = 0;
  onMounted(() => {
    if (host.value) easeMs = durationOf(host.value);
  });
  watch(answers, (present, before) => {
    if (present.some((answer, index) => answer !== before[index])) restless.value = !rested(easeMs);
  });
  return restless;
}
