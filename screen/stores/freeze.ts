import { defineStore } from 'pinia';
import { computed, onBeforeUnmount, shallowRef } from 'vue';
import { ask, type Outcome } from './ask.ts';

/** Somebody else may set or end one. */
const AGAIN_MS = 60_000;

/** A time in which publishing asks twice, epoch ms, and why. */
export interface Freeze {
  from: number;
  to: number;
  reason: string;
}

/** The freeze, or that there is none, and the version that this is. */
export interface Standing {
  freeze: Freeze | undefined;
  etag: string;
}

/** What became of a wish: it stands; another version than the one it was made upon does, which is that; or it was refused. */
export type FreezeSaved =
  | { saved: Standing }
  | { changed: Standing }
  | { refused: Extract<Outcome<unknown>, { ok: false }> };

type Answered = { freeze: Freeze | null };
const alike = (a: Freeze | undefined, b: Freeze | undefined): boolean =>
  a?.from === b?.from && a?.to === b?.to && a?.reason === b?.reason;

/** The freeze that the server knows, if there is one. */
export const useFreeze = defineStore('freeze', () => {
  /** Undefined until the server said it. */
  const standing = shallowRef<Standing>();
  const freeze = computed(() => standing.value?.freeze);
  let asked = 0;
  let known = 0;

  /** An answer to an earlier question than the one that is known already is old. */
  function take(answer: Extract<Outcome<Answered>, { ok: true }>, turn: number): Standing {
    const told = { freeze: answer.body.freeze ?? undefined, etag: answer.etag };
    if (turn > known) {
      known = turn;
      standing.value = told;
    }
    return told;
  }

  /** Asks again, and tells what stands; what is known stays while the server is away. */
  async function load(): Promise<Standing | undefined> {
    const turn = ++asked;
    const answer = await ask<Answered>('GET', '/api/freeze');
    return answer.ok ? take(answer, turn) : undefined;
  }

  /** Keeps it true as long as the component that calls this stands. */
  function follow(): void {
    void load();
    const timer = setInterval(() => void load(), AGAIN_MS);
    onBeforeUnmount(() => clearInterval(timer));
  }

  /** Sets a freeze in the place of the version `upon`; undefined ends it. What stands so already, as after a lost answer, is saved. */
  async function save(wanted: Freeze | undefined, upon: string): Promise<FreezeSaved> {
    const answer = await ask<Answered>('PUT', '/api/freeze', { body: wanted ?? null, etag: upon });
    if (answer.ok) return { saved: take(answer, ++asked) };
    const there = answer.status === 412 ? await load() : undefined;
    if (!there) return { refused: answer };
    return alike(there.freeze, wanted) ? { saved: there } : { changed: there };
  }
  return { standing, freeze, load, follow, save };
});
