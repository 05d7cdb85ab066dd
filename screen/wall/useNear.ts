import { onBeforeUnmount, ref } from 'vue';

const REST_MS = 3_000;

/**
 * Whether somebody stands at the wall: true from a key, a touch or a moved mouse on, for three seconds. A mouse that lies
 * still while the page moves under it is nobody.
 */
export function useNear() {
  const near = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let place: string | undefined;

  function wake(): void {
    near.value = true;
    document.documentElement.classList.add('near');
    clearTimeout(timer);
    timer = setTimeout(() => {
      near.value = false;
      document.documentElement.classList.remove('near');
    }, REST_MS);
  }
  function move({ screenX, screenY }: PointerEvent): void {
    const present = `${screenX} ${screenY}`;
    if (place !== undefined && place !== present) wake();
    place = present;
  }

  window.addEventListener('pointermove', move, { passive: true });
  window.addEventListener('pointerdown', wake, { passive: true });
  window.addEventListener('keydown', wake);
  onBeforeUnmount(() => {
    clearTimeout(timer);
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerdown', wake);
    window.removeEventListener('keydown', wake);
    document.documentElement.classList.remove('near');
  });
  return near;
}
