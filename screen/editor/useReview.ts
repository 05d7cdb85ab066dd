import { computed, effectScope, shallowRef, watch } from 'vue';
import type { Layout } from '../../layouts/document.ts';
import { useDraft } from '../stores/draft.ts';
import { useEditing } from '../stores/editing.ts';
import { inOrder } from '../stores/inOrder.ts';
import { useRelease } from '../stores/release.ts';
import { type Past, useWalls } from '../stores/walls.ts';
import { WIDGETS } from '../widgets/index.ts';
import { differences } from './differences.ts';
import { pressing, problems } from './problems.ts';

/** Those who begin to look at the same time look at the same answer. */
const RENEW_MS = 1_000;

function makeReview() {
  const draft = useDraft();
  const editing = useEditing();
  const walls = useWalls();
  const release = useRelease();
  const published = shallowRef<Layout>();
  const past = shallowRef<Past>({ revisions: [], template: false });
  const known = shallowRef(false);
  let loaded = 0;
  const asking = inOrder();

  async function load(): Promise<void> {
    const { id } = draft;
    if (id === '') return;
    const counts = asking();
    loaded = performance.now();
    const all = await walls.past(id);
    // What was never published is not asked for.
    const shown = all && (all.template || all.revisions.length > 0) ? await walls.published(id) : undefined;
    if (id !== draft.id || !all || !counts()) return;
    published.value = shown;
    past.value = all;
    known.value = true;
  }
  watch(
    () => draft.id,
    () => {
      published.value = undefined;
      past.value = { revisions: [], template: false };
      known.value = false;
      void load();
    },
    { immediate: true },
  );
  watch(
    () => release.latest,
    () => void load(),
  );
  /** Somebody else may have published since: whoever comes to look asks again. */
  function renew(): void {
    if (performance.now() - loaded > RENEW_MS) void load();
  }
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', () => document.hidden || renew());

  const differing = computed(() =>
    published.value && editing.document ? differences(published.value, editing.document) : [],
  );
  const found = computed(() => (editing.document ? problems(editing.document, WIDGETS) : []));

  return {
    /** What walls show; undefined when nothing was published, or while it is not known. */
    published,
    known,
    /** Whether a template stands behind it. */
    template: computed(() => past.value.template),
    renew,
    /** The number on the walls, 0 for the template or nothing. */
    present: computed(() => past.value.revisions[0]?.revision ?? 0),
    /** The number a publication would have. */
    next: computed(() => (past.value.revisions[0]?.revision ?? 0) + 1),
    differences: differing,
    /** Walls show the very same, be it a revision or the template: there is nothing to publish. */
    nothing: computed(() => published.value !== undefined && differing.value.length === 0),
    /** Everything that is wrong before it is published. */
    problems: found,
    /** What of it is said while it is arranged. */
    pressing: computed(() => (editing.document ? pressing(found.value, editing.document) : [])),
  };
}

let review: ReturnType<typeof makeReview> | undefined;
const scope = effectScope(true);

/** The open draft against what walls show: what is different, what is wrong, and which revisions there were. One for all who ask. */
export function useReview(): ReturnType<typeof makeReview> {
  review ??= scope.run(makeReview) as ReturnType<typeof makeReview>;
  review.renew();
  return review;
}
