import { defineStore } from 'pinia';
import { onBeforeUnmount, ref, shallowRef } from 'vue';
import type { Problem } from '../../stream/contract/failure.ts';
import type { PairedScreen, ScreenWish, StandingScreen } from '../../stream/contract/screen.ts';
import { ask, type Outcome } from './ask.ts';
import { inOrder } from './inOrder.ts';

const EVERY_MS = 2_000;

/** What a change came to: done, or why not; undefined when the server was not reached. */
export type Deed = { screen: PairedScreen } | { problem: Problem | undefined };

/** The paired screens, and what is done with one of them. */
export const usePaired = defineStore('paired', () => {
  const screens = shallowRef<readonly StandingScreen[]>();
  const failed = ref(false);
  const asking = inOrder();

  async function load(): Promise<void> {
    const counts = asking();
    const answer = await ask<{ paired: StandingScreen[] }>('GET', '/api/screens');
    if (!counts()) return;
    failed.value = !answer.ok;
    if (answer.ok) screens.value = answer.body.paired;
  }

  /** Keeps them true as long as the component that calls this stands. */
  function follow(): void {
    void load();
    const timer = setInterval(() => document.hidden || void load(), EVERY_MS);
    onBeforeUnmount(() => clearInterval(timer));
  }

  async function done(outcome: Promise<Outcome<PairedScreen>>): Promise<Deed> {
    const answer = await outcome;
    if (!answer.ok) return { problem: answer.problem };
    await load();
    return { screen: answer.body };
  }
  const address = (id: string) => `/api/screens/${encodeURIComponent(id)}`;
  const claim = (code: string, wish: ScreenWish) => done(ask('POST', '/api/screens', { body: { ...wish, code } }));
  /** Upon the version that was seen; where somebody else was quicker, what they made of it is read. */
  async function change(id: string, wish: ScreenWish, version: string): Promise<Deed> {
    const deed = await done(ask('PUT', address(id), { body: wish, etag: `"${version}"` }));
    if ('problem' in deed && deed.problem?.code === 'precondition') await load();
    return deed;
  }
  /** True also where somebody else was quicker. */
  async function revoke(id: string): Promise<boolean> {
    const answer = await ask('DELETE', address(id));
    await load();
    return answer.ok || answer.status === 404;
  }

  return { screens, failed, follow, load, claim, change, revoke };
});
