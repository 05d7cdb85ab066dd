import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** One line to the person at the page, with at most one thing to do about it. */
export interface Notice {
  kind: 'good' | 'away' | 'key' | 'bad';
  text: string;
  /** What is safe, or how long; quieter behind the text. */
  note?: string;
  action?: { label: string; key?: string; run: () => void };
  /** It goes by itself after so long, ms; it stays when absent. */
  lasts?: number;
  /** A later notice of the same name takes its place, and `hush` takes it away. */
  name?: string;
}

const USUAL_MS = 8_000;

/** What the pages say in one line: one at a time, the newest. */
export const useNotice = defineStore('notice', () => {
  const shown = shallowRef<Notice>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(notice: Notice): void {
    clearTimeout(timer);
    shown.value = notice;
    if (notice.lasts !== undefined) timer = setTimeout(hush, notice.lasts);
  }
  /** Takes the notice away, or only the one of that name. */
  function hush(name?: string): void {
    if (name !== undefined && shown.value?.name !== name) return;
    clearTimeout(timer);
    shown.value = undefined;
  }
  const good = (text: string, note?: string) =>
    tell({ kind: 'good', text, lasts: USUAL_MS, ...(note === undefined ? {} : { note }) });
  const bad = (text: string, note?: string) => tell({ kind: 'bad', text, ...(note === undefined ? {} : { note }) });

  return { shown, tell, hush, good, bad };
});
