import { onBeforeUnmount, type Ref, ref } from 'vue';

const RETRY_MS = 30_000;

/** A file that did not load is asked for again every half minute; a wall nobody touches mends itself. `attempt` is a key for the element. */
export function useRetry(): { failed: Ref<boolean>; attempt: Ref<number>; fail: () => void; again: () => void } {
  const failed = ref(false);
  const attempt = ref(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    clearTimeout(timer);
    failed.value = false;
    attempt.value += 1;
  };
  const fail = () => {
    clearTimeout(timer);
    failed.value = true;
    timer = setTimeout(again, RETRY_MS);
  };
  onBeforeUnmount(() => clearTimeout(timer));
  return { failed, attempt, fail, again };
}
