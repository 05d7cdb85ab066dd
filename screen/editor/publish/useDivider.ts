import type { Ref } from 'vue';

/** The line between two pictures follows the pointer that holds it. `share` is what lies right of it, per cent. */
export function useDivider(host: Readonly<Ref<HTMLElement | null>>, share: Ref<number>) {
  let held: number | undefined;

  function hold(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    held = event.pointerId;
  }
  function move(event: PointerEvent): void {
    const box = host.value?.getBoundingClientRect();
    if (event.pointerId !== held || !box || box.width === 0) return;
    const right = (box.right - event.clientX) / box.width;
    share.value = Math.round(Math.min(1, Math.max(0, right)) * 100);
  }
  function release(): void {
    held = undefined;
  }
  return { host, hold, move, release };
}
