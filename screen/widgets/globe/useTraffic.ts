import { computed, onBeforeUnmount, watch } from 'vue';
import type { GeoMap } from '../../chart/maps.ts';
import type { ViewProps } from '../define.ts';
import { WORLD } from '../map/kinds.ts';
import type { Regions } from '../map/regions.ts';
import { useBeats } from '../map/useBeats.ts';
import type { Traffic } from './chart.ts';
import type { Options } from './index.ts';

/** How long an order is seen, ms: as long as a ring on a map. */
const FLIGHT_MS = 1_600;

/** What was sold just now on a globe, from its country to the home of the shops. */
export function useTraffic(
  props: ViewProps & { options: Options },
  world: {
    map: () => GeoMap | undefined;
    regions: () => Regions | undefined;
    placeOf: (region: string) => string | undefined;
  },
) {
  const centres = computed(() => {
    const found = new Map<string, readonly [number, number]>();
    for (const feature of world.map()?.features ?? []) {
      const code = WORLD.codeOf(feature);
      if (code && !found.has(code)) found.set(code, feature.centre);
    }
    return found;
  });
  const { alive, over } = useBeats(
    () => ({
      regions: props.options.pulses ? world.regions() : undefined,
      orders: props.options.pulses ? props.answers[1] : undefined,
      hasOrders: props.queries.length > 1,
      live: props.freshness.kind === 'live',
    }),
    world.placeOf,
    (code) => centres.value.has(code),
  );
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  watch(alive, (beats) => {
    for (const beat of beats)
      if (!timers.has(beat.serial))
        timers.set(
          beat.serial,
          setTimeout(() => {
            timers.delete(beat.serial);
            over(beat);
          }, FLIGHT_MS),
        );
  });
  onBeforeUnmount(() => {
    for (const timer of timers.values()) clearTimeout(timer);
  });

  return computed((): Traffic => {
    const points = alive.value.flatMap(({ code }) => {
      const centre = centres.value.get(code);
      return centre ? [centre] : [];
    });
    const { home } = props.options;
    const flights = home ? points.map((point) => [point, [home.longitude, home.latitude]] as const) : [];
    return { points, flights };
  });
}
