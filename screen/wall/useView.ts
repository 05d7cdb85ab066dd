import { type Component, onBeforeUnmount, onErrorCaptured, type Ref, ref, type ShallowRef, shallowRef } from 'vue';
import type { Widget } from '../widgets/define.ts';
import { loadView } from './loadView.ts';

const FIRST_MS = 60_000;
const LONGEST_MS = 600_000;

/**
 * A widget's view behind a fence: what it throws while it loads, draws or goes is its fault, named here and nowhere else. It
 * is tried again, later each time, because what broke it may pass and nobody stands beside a wall.
 */
export function useView(widget: Widget): { view: ShallowRef<Component | undefined>; fault: Ref<string> } {
  const view = shallowRef<Component>();
  const fault = ref('');
  let pause = FIRST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  let gone = false;

  const failed = (error: unknown) => {
    if (gone) return;
    fault.value = (error instanceof Error && (error.message || error.name)) || String(error);
    clearTimeout(timer);
    timer = setTimeout(again, pause);
    pause = Math.min(LONGEST_MS, pause * 2);
  };
  const load = async () => {
    view.value = await loadView(widget);
    fault.value = '';
  };
  const again = () => {
    if (view.value) fault.value = '';
    else load().catch(failed);
  };

  load().catch(failed);
  onErrorCaptured((error) => {
    failed(error);
    return false;
  });
  onBeforeUnmount(() => {
    gone = true;
    clearTimeout(timer);
  });
  return { view, fault };
}
