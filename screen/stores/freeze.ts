import { defineStore } from 'pinia';
import { onBeforeUnmount, shallowRef } from 'vue';
import { ask, type Outcome } from './ask.ts';

/** Somebody else may set or end one. */
const AGAIN_MS = 60_000;

/** A time in which publishing asks twice, epoch ms, and why. */
export interface Freeze {
  from: number;
  to: number;
  reason: string;
}

/** The freeze that the server knows, if there is one. */
export const useFreeze = defineStore('freeze', () => {
  const freeze = shallowRef<Freeze>();

  /** Asks again; what is known stays while the server is away. */
  async function load(): Promise<void> {
    const answer = await ask<{ freeze: Freeze | null }>('GET', '/api/freeze');
    if (answer.ok) freeze.value = answer.body.freeze ?? undefined;
  }

  /** Keeps it true as long as the component that calls this stands. */
  function follow(): void {
    void load();
    const timer = setInterval(() => void load(), AGAIN_MS);
    onBeforeUnmount(() => clearInterval(timer));
  }

  /** Sets a freeze in the place of the one there is; undefined ends it. */
  async function save(wanted: Freeze | undefined): Promise<Outcome<{ freeze: Freeze | null }>> {
    const answer = await ask<{ freeze: Freeze | null }>('PUT', '/api/freeze', { body: wanted ?? null });
    if (answer.ok) freeze.value = answer.body.freeze ?? undefined;
    return answer;
  }
  return { freeze, load, follow, save };
});
