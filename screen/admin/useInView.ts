import { onBeforeUnmount, onMounted, type Ref, ref } from 'vue';

/** Whether an element is in sight, or nearly, and how wide it is in px. */
export function useInView(host: Readonly<Ref<HTMLElement | null>>) {
  const seen = ref(false);
  const width = ref(0);
  const sight = new IntersectionObserver(([entry]) => {
    seen.value = entry?.isIntersecting === true;
  });
  const size = new ResizeObserver(([entry]) => {
    width.value = Math.round(entry?.contentRect.width ?? 0);
  });
  onMounted(() => {
    if (!host.value) return;
    sight.observe(host.value);
    size.observe(host.value);
  });
  onBeforeUnmount(() => {
    sight.disconnect();
    size.disconnect();
  });
  return { seen, width };
}
