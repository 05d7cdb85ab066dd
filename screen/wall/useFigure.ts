import { onBeforeUnmount, shallowRef } from 'vue';

const FIGURE = '[data-exact]';
const figures = () => [...document.querySelectorAll(`.canvas:not(.ahead) ${FIGURE}`)];

/**
 * The figure whose exact value is asked for without a pointer: by walking from one to the next, or of the group that has
 * the focus.
 */
export function useFigure() {
  const figure = shallowRef<Element>();

  function walk(back: boolean): void {
    const all = figures();
    const at = figure.value ? all.indexOf(figure.value) : -1;
    const next = at < 0 && back ? all.length - 1 : at + (back ? -1 : 1);
    figure.value = all[(next + all.length) % Math.max(1, all.length)];
  }
  function focused({ target }: FocusEvent): void {
    if (!(target instanceof Element && target.matches(':focus-visible'))) return;
    figure.value = (target.matches(FIGURE) ? target : target.querySelector(FIGURE)) ?? undefined;
  }
  const leave = () => {
    figure.value = undefined;
  };

  window.addEventListener('focusin', focused);
  window.addEventListener('pointermove', leave, { passive: true });
  onBeforeUnmount(() => {
    window.removeEventListener('focusin', focused);
    window.removeEventListener('pointermove', leave);
  });
  return { figure, walk, leave };
}
