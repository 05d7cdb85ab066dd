import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { type Fault, type Layout, readLayout } from '../../layouts/document.ts';
import { fetchPatiently } from './fetchPatiently.ts';

export type Loaded =
  | { kind: 'loading' }
  | {
      kind: 'ready';
      layout: Layout /** Number of the published revision, 0 for the built-in template. */;
      revision: number;
    }
  | { kind: 'unknown' }
  | { kind: 'refused'; status: number }
  | { kind: 'faulty'; faults: readonly Fault[] };

/** The layout this page shows, as it is published. */
export const useLayout = defineStore('layout', () => {
  const loaded = shallowRef<Loaded>({ kind: 'loading' });

  let asked = 0;
  /** Of several that are under way the last one stands: an earlier answer may come late, and be an earlier revision. */
  async function load(id: string): Promise<void> {
    asked += 1;
    const turn = asked;
    const response = await fetchPatiently(`/api/layouts/${encodeURIComponent(id)}/published`, (status) => {
      if (turn === asked) loaded.value = { kind: 'refused', status };
    });
    if (turn !== asked) return;
    if (response.status === 404) loaded.value = { kind: 'unknown' };
    else if (!response.ok) loaded.value = { kind: 'refused', status: response.status };
    else {
      const read = readLayout(response.body);
      const revision = Number(response.headers.get('tidewall-revision') ?? 0);
      loaded.value =
        'layout' in read ? { kind: 'ready', layout: read.layout, revision } : { kind: 'faulty', faults: read.faults };
    }
  }

  return { loaded, load };
});
