import { computed, onBeforeUnmount, type Ref, ref, shallowRef, watch } from 'vue';
import type { Page } from '../../layouts/document.ts';
import { arrive, type Carousel, due, pause, start, type Turn, target } from './carousel.ts';

const USUAL_SECONDS = 30;
const TICK_MS = 250;
/** A page that is still incomplete is shown after so long. */
const PATIENCE_MS = 2_000;

/**
 * The pages of a layout, one at a time. The next one is made ahead, unseen, and takes the place of the other when it is
 * complete; then the other is gone with everything it watched. `held`: no turn by itself.
 */
export function usePages(pages: Readonly<Ref<readonly Page[]>>, held: Readonly<Ref<boolean>>) {
  const seconds = (page: number) => pages.value[page]?.seconds ?? USUAL_SECONDS;
  const now = () => performance.now();
  const carousel = shallowRef<Carousel>(start(pages.value.length, seconds(0), now()));
  /** The page that is made unseen, and when it is to be shown. */
  const coming = ref<{ page: number; dueAt: number; complete: boolean }>();

  function look(): void {
    const { page } = carousel.value;
    const wanted = due(carousel.value, seconds(page), now(), held.value);
    carousel.value = wanted.carousel;
    const next = wanted.prepare ?? wanted.show;
    if (next !== undefined && coming.value === undefined)
      coming.value = { page: next, dueAt: wanted.carousel.turnsAt ?? now(), complete: false };
    if (!coming.value) return;
    const late = now() - coming.value.dueAt;
    if (late < 0 || (!coming.value.complete && late < PATIENCE_MS)) return;
    const arrived = coming.value.page;
    coming.value = undefined;
    carousel.value = arrive(carousel.value, arrived, seconds(arrived), now());
  }

  function turn(wish: Turn): void {
    const page = target(carousel.value, wish);
    if (page === undefined || page === carousel.value.page) coming.value = undefined;
    else if (page === coming.value?.page) coming.value = { ...coming.value, dueAt: now() };
    else coming.value = { page, dueAt: now(), complete: false };
    look();
  }

  function complete(id: string): void {
    if (!coming.value || pages.value[coming.value.page]?.id !== id) return;
    coming.value = { ...coming.value, complete: true };
    look();
  }

  watch(pages, (present) => {
    coming.value = undefined;
    carousel.value = start(present.length, seconds(0), now());
  });
  const timer = setInterval(look, TICK_MS);
  onBeforeUnmount(() => clearInterval(timer));

  return {
    /** The shown page first, then the one that is made. */
    mounted: computed(() =>
      [carousel.value.page, coming.value?.page].flatMap((page) =>
        page === undefined ? [] : (pages.value[page] ?? []),
      ),
    ),
    page: computed(() => carousel.value.page),
    paused: computed(() => carousel.value.pausedUntil !== undefined),
    turn,
    complete,
    pause: () => {
      coming.value = undefined;
      carousel.value = pause(carousel.value, seconds(carousel.value.page), now());
    },
  };
}
