import { watch } from 'vue';
import type { LayoutAnswer } from '../../stream/contract/reading.ts';
import { useLayout } from '../stores/layout.ts';
import { useReadings } from '../stores/readings.ts';

/** Soon after somebody published. */
const EVERY_MS = 100;

/** Shows what is published of the layout from the moment it is, without loading the page again. Returns its own undoing. */
export function followLayout(id: string): () => void {
  const layouts = useLayout();
  const feed = useReadings().open([{ queries: [{ fact: 'layout', id }], every: EVERY_MS }]);
  const answer = feed.slots[0]?.[0]?.answer;
  const stop = watch(
    () => answer?.value,
    (told) => {
      if (told === undefined) return;
      const revision = (told as LayoutAnswer).revision ?? 0;
      if (layouts.loaded.kind !== 'ready' || layouts.loaded.revision !== revision) void layouts.load(id);
    },
    { immediate: true },
  );
  return () => {
    stop();
    feed.close();
  };
}
