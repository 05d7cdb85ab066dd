import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { Watched } from '../../stream/contract/query.ts';
import { useLive } from '../stores/live.ts';
import { type Feed, useReadings } from '../stores/readings.ts';

/** Live answers to queries that change while they are arranged; the same questions go on being answered without a gap. */
export function useReading(queries: () => readonly Watched[], every = 500) {
  const readings = useReadings();
  const live = useLive();
  const feed = shallowRef<Feed>();
  const asked = computed(() => JSON.stringify(queries()));
  watch(
    asked,
    () => {
      feed.value?.close();
      const wanted = queries();
      feed.value = wanted.length > 0 && live.wire ? readings.open([{ queries: wanted, every }]) : undefined;
    },
    { immediate: true },
  );
  onScopeDispose(() => feed.value?.close());
  return computed(() => feed.value?.slots[0] ?? []);
}
