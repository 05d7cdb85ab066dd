import { watch } from 'vue';
import { useLayout } from '../stores/layout.ts';
import { useLive } from '../stores/live.ts';
import type { Wire } from '../wire/wire.ts';
import { askOwnScreen, placeOf } from './ownScreen.ts';

/** While a screen is not let in, it asks why so often, ms. */
const AGAIN_MS = 5_000;

/**
 * A paired screen goes where it belongs: to another wall when somebody chose one for it, to the pairing page when its
 * credential was revoked. What the server tells is enough; where it does not let the screen in, it is asked why. Returns its
 * own undoing.
 */
export function followScreen(wire: Wire, layout: string): () => void {
  const live = useLive();
  const layouts = useLayout();
  const refused = () => live.refusal !== undefined || layouts.loaded.kind === 'refused';
  let gone = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const go = (place: string | undefined) => {
    if (place === undefined || gone) return;
    gone = true;
    location.replace(place);
  };
  const look = async (): Promise<void> => {
    clearTimeout(timer);
    if (gone || !refused()) return;
    go(placeOf(await askOwnScreen(), layout, location.search));
    timer = setTimeout(look, AGAIN_MS * (0.75 + Math.random() / 2));
  };
  const stops = [
    wire.onStanding(({ layout: played }) => {
      if (played !== layout) go(played === undefined ? `/tv${location.search}` : `/wall/${played}${location.search}`);
    }),
    watch(refused, () => void look(), { immediate: true }),
  ];
  return () => {
    gone = true;
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
