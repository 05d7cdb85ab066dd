import { onBeforeUnmount, ref } from 'vue';

export type Panel = 'left' | 'right';

const shown = ref<readonly Panel[]>([]);
/** Where the style sheets look for them, as they do for the scheme. */
function mark(): void {
  document.documentElement.dataset.panels = shown.value.join(' ');
}

/** The panels that lie over the canvas of a narrow window, while they are wanted. */
export function usePanels() {
  mark();
  onBeforeUnmount(() => {
    delete document.documentElement.dataset.panels;
  });
  const isShown = (panel: Panel) => shown.value.includes(panel);
  function turn(panel: Panel): void {
    shown.value = isShown(panel) ? shown.value.filter((one) => one !== panel) : [...shown.value, panel];
    mark();
  }
  return { isShown, turn };
}
