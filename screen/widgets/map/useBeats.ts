import { ref, watch } from 'vue';
import type { Answer } from '../../../stream/contract/reading.ts';
import { isStill } from '../../chart/motion.ts';
import { asLatest } from '../rows.ts';
import { arrived, type Beat, beat, grown } from './beats.ts';
import type { Regions } from './regions.ts';

interface Source {
  regions: Regions | undefined;
  /** The answer to a second query: orders as they come; without one, regions beat when their value grows. */
  orders: Answer | undefined;
  hasOrders: boolean;
  /** Nothing beats for what was missed while the connection was away. */
  live: boolean;
}

/** The rings of a map: `over` ends one. */
export function useBeats(source: () => Source, placeOf: (region: string) => string | undefined) {
  const alive = ref<Beat[]>([]);
  let serial = 0;
  watch(source, (after, before) => {
    if (!after.live || !before.live || isStill()) return;
    const codes = after.hasOrders
      ? arrived(asLatest(before.orders), asLatest(after.orders)).flatMap((region) => placeOf(region) ?? [])
      : grown(before.regions, after.regions);
    if (codes.length === 0) return;
    const next = beat(alive.value, [...new Set(codes)], serial);
    serial += codes.length;
    alive.value = next;
  });
  const over = (ended: Beat) => {
    alive.value = alive.value.filter(({ serial: one }) => one !== ended.serial);
  };
  return { alive, over };
}
