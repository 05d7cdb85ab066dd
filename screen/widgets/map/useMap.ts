import { onBeforeUnmount, ref, shallowRef, watch } from 'vue';
import { type GeoMap, loadMap, type Shipped } from '../../chart/maps.ts';

const [FIRST_MS, LONGEST_MS] = [2_000, 60_000];

/** The map of a widget once it is there; until then, after a failure, what is wrong. Asks again by itself, more and more patiently. */
export function useMap(shipped: Shipped, path: () => string | undefined) {
  const map = shallowRef<GeoMap>();
  const fault = ref('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  const load = (wanted: string | undefined, wait: number) => {
    turn += 1;
    const own = turn;
    loadMap(shipped, wanted).then(
      (there) => {
        if (own !== turn) return;
        map.value = there;
        fault.value = '';
      },
      (error: unknown) => {
        if (own !== turn) return;
        fault.value = error instanceof Error ? error.message : String(error);
        timer = setTimeout(() => load(wanted, Math.min(LONGEST_MS, wait * 2)), wait);
      },
    );
  };
  watch(
    path,
    (wanted) => {
      clearTimeout(timer);
      map.value = undefined;
      load(wanted, FIRST_MS);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    turn += 1;
    clearTimeout(timer);
  });
  return { map, fault };
}
