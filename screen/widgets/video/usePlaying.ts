import { onBeforeUnmount, onMounted, type Ref, watch } from 'vue';

/** Stops a film without keeping what it has decoded. */
function release(film: HTMLVideoElement | null | undefined): void {
  film?.pause();
  film?.removeAttribute('src');
  film?.load();
}

/** Lets `film` run only while it can be seen, and lets go of it when it is replaced or leaves. True when motion is not wanted: then it stands still. */
export function usePlaying(film: Readonly<Ref<HTMLVideoElement | null>>): boolean {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  function turn(): void {
    if (document.hidden) film.value?.pause();
    else if (!still) void film.value?.play().catch(() => {}); // the browser says no: the poster stands
  }
  watch(film, (_, before) => release(before));
  onMounted(() => document.addEventListener('visibilitychange', turn));
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', turn);
    release(film.value);
  });
  return still;
}
