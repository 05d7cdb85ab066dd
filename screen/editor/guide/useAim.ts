import { onBeforeUnmount, type Ref, shallowRef, watch } from 'vue';
import type { Box } from '../../../layouts/document.ts';

/** What a step is about moves with the canvas, the panels and the window. */
const AGAIN_MS = 200;

const boxOf = (selector: string): Box | undefined => {
  const place = document.querySelector(selector)?.getBoundingClientRect();
  if (!place || place.width === 0 || place.height === 0) return undefined;
  return { x: place.x, y: place.y, width: place.width, height: place.height };
};

/** The place on the screen of the first of these that is there, and of what else should be seen; followed while it is used. */
export function useAim(wanted: Readonly<Ref<{ about: readonly string[]; seen: readonly string[] }>>) {
  const aim = shallowRef<{ about: Box | undefined; seen: readonly Box[]; room: { width: number; height: number } }>();
  function look(): void {
    const { about, seen } = wanted.value;
    const next = {
      about: about.map(boxOf).find(Boolean),
      seen: seen.flatMap((selector) => boxOf(selector) ?? []),
      room: { width: window.innerWidth, height: window.innerHeight },
    };
    if (JSON.stringify(next) !== JSON.stringify(aim.value)) aim.value = next;
  }
  /** What a step is about may lie out of sight in a list. */
  const show = () => {
    const found = wanted.value.about.map((selector) => document.querySelector(selector)).find(Boolean);
    if (!found?.closest('[data-stage]')) found?.scrollIntoView({ block: 'nearest' });
    look();
  };
  watch(() => wanted.value.about.join(), show, { immediate: true, flush: 'post' });
  watch(wanted, look, { flush: 'post' });
  const timer = setInterval(look, AGAIN_MS);
  onBeforeUnmount(() => clearInterval(timer));
  return { aim, look };
}
