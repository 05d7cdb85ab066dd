import { onBeforeUnmount, type Ref, ref } from 'vue';
import { useDraft } from '../stores/draft.ts';
import { useLive } from '../stores/live.ts';
import { useSettings } from '../stores/settings.ts';

/** Opens a layout with the live numbers for as long as the page stands; tells when there is something to show. */
export function useOpening(layout: string): Readonly<Ref<boolean>> {
  const live = useLive();
  const ready = ref(false);
  live.open();
  void Promise.all([useSettings().load(), useDraft().load(layout)]).then(() => {
    ready.value = true;
  });
  onBeforeUnmount(() => live.close());
  return ready;
}
