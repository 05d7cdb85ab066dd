import { onBeforeUnmount, ref, shallowRef } from 'vue';
import { PAIRING_MS } from '../../stream/contract/screen.ts';
import { askOwnScreen, placeOf } from '../wall/ownScreen.ts';

/** What became of a code is asked so often, ms. */
const LOOK_MS = 2_000;
/** After a server that did not answer, and after one that had too many devices. */
const AGAIN_MS = 3_000;
const WAITING_MS = 10_000;

interface Begun {
  code: string;
  secret: string;
  left: number;
  at: number;
  timezone: string;
}
/** A code, and until when it is good by the clock of this page, ms. */
export interface Shown {
  code: string;
  until: number;
}

/**
 * Makes a screen of this browser: shows one code after the other until somebody claims one, then opens the wall. Nobody
 * touches it, so it goes on whatever happens. `open` leads to the wall.
 */
export function usePairing(open: (address: string) => void) {
  const shown = shallowRef<Shown>();
  const connected = ref<boolean>();
  /** Too many devices wait: there is no code for this one yet. */
  const crowded = ref(false);
  /** What to add to this page's clock for that of the server, and the zone it reckons in. */
  const clock = shallowRef<{ ahead: number; timezone: string }>();
  let ended = false;
  onBeforeUnmount(() => {
    ended = true;
  });
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms * (0.75 + Math.random() / 2)));

  async function ask<T>(path: string, init: RequestInit = {}): Promise<{ status: number; body?: T | undefined }> {
    try {
      const response = await fetch(path, { ...init, headers: { accept: 'application/json', ...init.headers } });
      connected.value = true;
      return { status: response.status, body: response.ok ? ((await response.json()) as T) : undefined };
    } catch {
      connected.value = false;
      return { status: 0, body: undefined };
    }
  }

  /** Until the code has become a screen, or is over. */
  async function follow({ secret }: Begun, until: number): Promise<void> {
    while (!ended && performance.now() < until) {
      await pause(LOOK_MS);
      const headers = { authorization: `Bearer ${secret}` };
      const { status, body } = await ask<{ state: string }>('/api/pairings/current', { headers });
      if (status === 404 || body?.state === 'paired') return;
    }
  }

  async function run(): Promise<void> {
    while (!ended) {
      const own = await askOwnScreen();
      connected.value = own !== undefined;
      const place = placeOf(own, undefined, location.search);
      if (place !== undefined) return open(place);
      const { status, body } = own ? await ask<Begun>('/api/pairings', { method: 'POST' }) : { status: 0 };
      crowded.value = status === 429;
      if (!body) {
        await pause(crowded.value ? WAITING_MS : AGAIN_MS);
        continue;
      }
      clock.value = { ahead: body.at - Date.now(), timezone: body.timezone };
      const until = performance.now() + Math.min(body.left, PAIRING_MS);
      shown.value = { code: body.code, until };
      await follow(body, until);
      shown.value = undefined;
    }
  }
  void run();

  return { shown, connected, crowded, clock };
}
