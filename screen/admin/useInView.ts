import { onBeforeUnmount, type Ref, ref, watch } from 'vue';

/** Whether an element is in sight, or nearly, and how large it is in px, from the moment it stands. */
export function useInView(host: Readonly<Ref<HTMLElement | null>>) {
  const seen = ref(false);
  const width = ref(0);
  const height = ref(0);
  const sight = new IntersectionObserver(([entry]) => {
    seen.value = entry?.isIntersecting === true;
  });
  const size = new ResizeObserver(([entry]) => {
    width.value = Math.round(entry?.contentRect.width ?? 0);
    height.value = Math.round(entry?.contentRect.height ?? 0);
  });
  const leave = () => {
    sight.disconnect();
    size.disconnect();
  };
  watch(
    host,
    (element) => {
      leave();
      if (!element) return;
      sight.observe(element);
      size.observe(element);
    },
    { immediate: true, flush: 'post' },
  );
  onBeforeUnmount(leave);
  return { seen, width, height };
}
