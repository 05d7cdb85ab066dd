import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { Layout } from '../../layouts/document.ts';
import { differences } from '../editor/differences.ts';
import { useDraft } from './draft.ts';
import { useEditing } from './editing.ts';
import { useRelease } from './release.ts';
import { useWalls } from './walls.ts';

/** What walls show of the layout that is edited, and by how much the draft differs from it. */
export const useOnline = defineStore('online', () => {
  const walls = useWalls();
  const draft = useDraft();
  const editing = useEditing();
  const release = useRelease();
  const shown = shallowRef<Layout>();
  /** Number of the published revision; 0 while walls show the template, undefined while unknown. */
  const revision = shallowRef<number>();

  async function load(): Promise<void> {
    const { id } = draft;
    const [document] = await Promise.all([walls.published(id), walls.load()]);
    if (id !== draft.id) return;
    shown.value = document;
    revision.value = walls.walls && (walls.walls.find((wall) => wall.id === id)?.revision ?? 0);
  }
  watch(
    () => [draft.id, release.latest],
    () => draft.id !== '' && load(),
    { immediate: true },
  );
  const count = computed(() =>
    shown.value && editing.document ? differences(shown.value, editing.document).length : undefined,
  );
  return { revision, count };
});
