import { defineStore } from 'pinia';
import { onBeforeUnmount, ref, shallowRef } from 'vue';
import type { Problem } from '../../stream/contract/failure.ts';
import type { Scope } from '../../stream/contract/screen.ts';
import { connect } from '../wire/connect.ts';
import type { Options, Wire } from '../wire/wire.ts';

const HIDDEN_MS = 10_000;
/** Seconds that did not tick while the page was in sight: the machine slept, or the page was frozen. */
const ASLEEP_MS = 15_000;

/** The one connection of this page, and the server's clock. */
export const useLive = defineStore('live', () => {
  const wire = shallowRef<Wire>();
  /** The server's now, epoch ms, once a second at the turn of its second; undefined before its first message. */
  const now = ref<number>();
  /** By how much the server's clock is ahead of this machine's, in whole seconds as ms; undefined before its first message. */
  const ahead = ref<number>();
  /** Why the server does not let this screen in, while it does not. */
  const refusal = shallowRef<Problem>();
  /** What of the numbers this screen is sent, where it is not sent all. */
  const scope = shallowRef<Scope>();
  const ticks = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  let tickedAt = Date.now();

  function tick(): void {
    // Sleep stops the monotonic clock on some systems, so the machine's own tells; that somebody sets it costs one snapshot.
    const local = Date.now();
    if (!document.hidden && local - tickedAt > ASLEEP_MS) resume();
    tickedAt = local;
    const present = wire.value?.now();
    now.value = present;
    ahead.value = present === undefined ? undefined : Math.round((present - Date.now()) / 1_000) * 1_000;
    refusal.value = wire.value?.refusal();
    for (const told of ticks) told();
    timer = setTimeout(tick, 1_000 - ((present ?? 0) % 1_000) + 3);
  }

  /** Back from sleep or another network: what stands here may be old, and the connection half dead. */
  const resume = () => wire.value?.refresh();

  let hiddenAt = 0;
  /** A page that was hidden for long had its timers throttled: it takes fresh readings instead of catching up. */
  function turn(): void {
    if (document.hidden) hiddenAt = performance.now();
    else if (performance.now() - hiddenAt > HIDDEN_MS) resume();
  }

  function open(url = '', options: Options = {}): Wire {
    const opened = connect(url, options);
    wire.value = opened;
    opened.onStanding((standing) => {
      scope.value = standing.scope;
    });
    document.addEventListener('resume', resume);
    document.addEventListener('visibilitychange', turn);
    window.addEventListener('online', resume);
    tick();
    return opened;
  }

  /** Opens once `ready`, for as long as the component that calls this stands: one that has gone meanwhile opens nothing. */
  function standWith(ready: Promise<unknown>, opened: () => void): void {
    let gone = false;
    onBeforeUnmount(() => {
      gone = true;
      close();
    });
    void ready.then(() => {
      if (gone) return;
      open();
      opened();
    });
  }

  /** Called once a second from now on; returns its own undoing. */
  function onTick(told: () => void): () => void {
    ticks.add(told);
    return () => ticks.delete(told);
  }

  function close(): void {
    clearTimeout(timer);
    document.removeEventListener('resume', resume);
    document.removeEventListener('visibilitychange', turn);
    window.removeEventListener('online', resume);
    wire.value?.close();
    wire.value = undefined;
  }

  return { wire, now, ahead, refusal, scope, open, standWith, onTick, close };
});
