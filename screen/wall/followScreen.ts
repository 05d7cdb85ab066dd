import { watch } from 'vue';
import { useLayout } from '../stores/layout.ts';
import { useLive } from '../stores/live.ts';
import type { Wire } from '../wire/wire.ts';
import { askOwnScreen, placeOf } from './ownScreen.ts';

/**
 * A paired screen goes where it belongs: to another wall when somebody chose one for it, to the pairing page when its
 * credential was revoked. What the server tells is enough; where it does not let the screen in, it is asked why. Returns its
 * own undoing.
 */
export function followScreen(wire: Wire, layout: string): () => void {
  const live = useLive();
  const layouts = useLayout();
  let gone = false;
  const go = (place: string | undefined) => {
    if (place === undefined || gone) return;
    gone = true;
    location.replace(place);
  };
  const look = async () => go(placeOf(await askOwnScreen(), layout, location.search));
  const stops = [
    wire.onStanding(({ layout: played }) => {
      if (played !== layout) go(played === undefined ? `/tv${location.search}` : `/wall/${played}${location.search}`);
    }),
    watch(
      () => live.refusal !== undefined || layouts.loaded.kind === 'refused',
      (refused) => refused && void look(),
    ),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
