import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { ask } from './ask.ts';

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
  return { freeze, load };
});
