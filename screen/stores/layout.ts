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

  async function load(id: string): Promise<void> {
    const response = await fetchPatiently(`/api/layouts/${encodeURIComponent(id)}/published`, (status) => {
      loaded.value = { kind: 'refused', status };
    });
    if (response.status === 404) loaded.value = { kind: 'unknown' };
    else if (!response.ok) loaded.value = { kind: 'refused', status: response.status };
    else {
      const read = readLayout(await response.json());
      const revision = Number(response.headers.get('tidewall-revision') ?? 0);
      loaded.value =
        'layout' in read ? { kind: 'ready', layout: read.layout, revision } : { kind: 'faulty', faults: read.faults };
    }
  }

  return { loaded, load };
});
