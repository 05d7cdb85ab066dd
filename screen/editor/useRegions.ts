import { watch } from 'vue';
import { useStage } from '../stores/stage.ts';

const FOCUSABLE = 'input, button:not([disabled], [tabindex="-1"]), a[href], [tabindex="0"]';

const orderOf = (region: HTMLElement) => Number(region.dataset.region);

/**
 * Brings the hand into the next part of the page when it is wished, or the one before, in the order of their numbers: the
 * canvas takes it itself, any other part its first control.
 */
export function useRegions(): void {
  const stage = useStage();
  watch(
    () => stage.walking,
    ({ by }) => {
      const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].sort(
        (a, b) => orderOf(a) - orderOf(b),
      );
      const at = regions.findIndex((region) => region.contains(document.activeElement));
      const next = regions[at < 0 ? (by > 0 ? 0 : regions.length - 1) : (at + by + regions.length) % regions.length];
      (next?.querySelector<HTMLElement>('[data-stage]') ?? next?.querySelector<HTMLElement>(FOCUSABLE))?.focus();
    },
  );
}
