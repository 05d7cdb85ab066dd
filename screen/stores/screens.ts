import { defineStore } from 'pinia';
import { onBeforeUnmount, shallowRef } from 'vue';
import type { ScreenGroup } from '../../stream/contract/report.ts';
import { ask } from './ask.ts';
import { inOrder } from './inOrder.ts';

/** As often as screens report. */
const EVERY_MS = 10_000;

/** What stands on the screens that are on now; undefined while it is not known. */
export const useScreens = defineStore('screens', () => {
  const groups = shallowRef<readonly ScreenGroup[]>();
  const asking = inOrder();

  async function load(): Promise<void> {
    const counts = asking();
    const answer = await ask<{ screens: ScreenGroup[] }>('GET', '/api/screens');
    if (counts()) groups.value = answer.ok ? answer.body.screens : undefined;
  }

  /** Keeps it true as long as the component that calls this stands. */
  function follow(): void {
    void load();
    const timer = setInterval(() => document.hidden || void load(), EVERY_MS);
    onBeforeUnmount(() => clearInterval(timer));
  }

  /** How many show a layout; undefined while it is not known. */
  const showing = (layout: string): number | undefined =>
    groups.value?.filter((group) => group.layout === layout).reduce((sum, { screens }) => sum + screens, 0);

  return { groups, follow, showing };
});
