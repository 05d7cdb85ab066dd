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

/**
 * The rings of a map: `over` ends one. Only what is drawn has one: whoever stands nowhere, also while the map is on its way,
 * would never end, and take the room of the others.
 */
export function useBeats(
  source: () => Source,
  placeOf: (region: string) => string | undefined,
  isDrawn: (code: string) => boolean,
) {
  const alive = ref<Beat[]>([]);
  let serial = 0;
  watch(source, (after, before) => {
    if (!after.live || !before.live || isStill()) return;
    const codes = after.hasOrders
      ? arrived(asLatest(before.orders), asLatest(after.orders)).flatMap((region) => placeOf(region) ?? [])
      : grown(before.regions, after.regions);
    const drawn = [...new Set(codes)].filter(isDrawn);
    if (drawn.length === 0) return;
    const going = alive.value.filter(({ code }) => isDrawn(code));
    const next = beat(going, drawn, serial);
    serial += codes.length;
    alive.value = next;
  });
  const over = (ended: Beat) => {
    alive.value = alive.value.filter(({ serial: one }) => one !== ended.serial);
  };
  return { alive, over };
}
