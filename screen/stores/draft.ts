import { defineStore } from 'pinia';
import { ref, shallowRef, watch } from 'vue';
import { type Fault, readLayout } from '../../layouts/document.ts';
import { useEditing } from './editing.ts';
import { fetchPatiently } from './fetchPatiently.ts';

/** A step is saved so many ms after it. */
const SAVE_MS = 400;

export type Saving =
  | { kind: 'loading' }
  | { kind: 'unknown' }
  | { kind: 'faulty'; faults: readonly Fault[] }
  | { kind: 'saved'; at: number | undefined }
  | { kind: 'unsaved' }
  | { kind: 'failed'; detail: string };

/** The draft on the server behind the editing store: read once, saved after each step upon the version that was read. */
export const useDraft = defineStore('draft', () => {
  const editing = useEditing();
  const id = ref('');
  const saving = shallowRef<Saving>({ kind: 'loading' });
  let etag = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const address = () => `/api/layouts/${encodeURIComponent(id.value)}`;

  async function load(layout: string): Promise<void> {
    id.value = layout;
    saving.value = { kind: 'loading' };
    const response = await fetchPatiently(address());
    if (response.status === 404) {
      saving.value = { kind: 'unknown' };
      return;
    }
    const read = readLayout(await response.json());
    if ('faults' in read) {
      saving.value = { kind: 'faulty', faults: read.faults };
      return;
    }
    etag = response.headers.get('etag') ?? '';
    editing.open(read.layout);
    saving.value = { kind: 'saved', at: undefined };
  }

  async function save(): Promise<void> {
    const document = editing.document;
    if (!document) return;
    const response = await fetch(address(), {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...(etag === '' ? {} : { 'if-match': etag }) },
      body: JSON.stringify(document),
    });
    if (response.ok) {
      etag = response.headers.get('etag') ?? '';
      if (editing.document === document) saving.value = { kind: 'saved', at: Date.now() };
    } else saving.value = { kind: 'failed', detail: String(response.status) };
  }

  watch(
    () => editing.steps,
    () => {
      if (saving.value.kind === 'loading') return;
      saving.value = { kind: 'unsaved' };
      clearTimeout(timer);
      timer = setTimeout(() => void save(), SAVE_MS);
    },
  );

  return { id, saving, load, save };
});
