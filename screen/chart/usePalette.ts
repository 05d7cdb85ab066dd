import { onMounted, type ShallowRef, shallowRef, watch } from 'vue';
import { type Palette, readPalette } from './palette.ts';

/** The tokens as they hold for an element of this component, read again whenever `cause` changes; undefined until it stands. */
export function usePalette(
  host: Readonly<ShallowRef<HTMLElement | null>>,
  cause: () => unknown,
): Readonly<ShallowRef<Palette | undefined>> {
  const palette = shallowRef<Palette>();
  const read = () => {
    if (host.value) palette.value = readPalette(host.value);
  };
  onMounted(read);
  watch(cause, read, { flush: 'post' });
  return palette;
}
