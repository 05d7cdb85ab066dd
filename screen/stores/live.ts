import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { connect, type Options, type Wire } from '../wire/connect.ts';

const HIDDEN_MS = 10_000;

/** The one connection of this page, and the server's clock. */
export const useLive = defineStore('live', () => {
  const wire = shallowRef<Wire>();
  /** The server's now, epoch ms, once a second at the turn of its second; undefined before its first message. */
  const now = ref<number>();
  const ticks = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tick(): void {
    const present = wire.value?.now();
    now.value = present;
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

  function open(url = '', options: Options = {}): void {
    wire.value = connect(url, options);
    document.addEventListener('resume', resume);
    document.addEventListener('visibilitychange', turn);
    window.addEventListener('online', resume);
    tick();
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

  return { wire, now, open, onTick, close };
});
