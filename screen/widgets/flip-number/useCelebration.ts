import { onBeforeUnmount, type Ref, shallowRef, watch } from 'vue';
import type { CampaignAnswer } from '../../../stream/contract/reading.ts';
import { CELEBRATE_MS, justPassed, type Passed } from '../passed.ts';

/** The milestone that is being celebrated, for five seconds from when the wall saw it pass. `begin` is called at its start. */
export function useCelebration(
  fact: Readonly<Ref<CampaignAnswer | undefined>>,
  now: () => number | undefined,
  begin: () => void,
): Readonly<Ref<Passed | undefined>> {
  const celebrated = shallowRef<Passed>();
  let ending: ReturnType<typeof setTimeout> | undefined;
  watch(fact, (after, before) => {
    const passed = justPassed(before, after, now());
    if (!passed) return;
    begin();
    celebrated.value = passed;
    clearTimeout(ending);
    ending = setTimeout(() => {
      celebrated.value = undefined;
    }, CELEBRATE_MS);
  });
  onBeforeUnmount(() => clearTimeout(ending));
  return celebrated;
}
