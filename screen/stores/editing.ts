import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Layout, Page, Placed, Words } from '../../layouts/document.ts';
import type { Fault } from '../../stream/contract/failure.ts';
import type { Edit } from '../editor/edits.ts';
import { flawOf } from '../editor/soundness.ts';
import { addStep, NO_STEPS, type Place, type Steps, standing } from '../editor/steps.ts';

/** Changes of one run that follow within so many ms are one step. */
const RUN_MS = 600;

export interface ChangeOptions {
  /** Names a run: changes of the same run that follow closely are one step. */
  run?: string;
  /** What is selected afterwards; what was selected before when absent. */
  selection?: readonly string[];
  page?: string;
  /** It joins what others did: it is made even where the layout cannot be saved then, so that nothing of theirs is lost. */
  joins?: boolean;
}

/** The document that is being arranged, what is selected in it, and every step that led here. */
export const useEditing = defineStore('editing', () => {
  const document = shallowRef<Layout>();
  /** The document under a gesture that has not ended; it is no step yet. */
  const draft = shallowRef<Layout>();
  const page = ref('');
  const selection = shallowRef<readonly string[]>([]);
  const steps = shallowRef<Steps>(NO_STEPS);
  /** Why the last edit that could not be made was not; each is another object. */
  const refused = shallowRef<Fault>();
  let run: { name: string; at: number } | undefined;

  const shown = computed(() => draft.value ?? document.value);
  const shownPage = computed<Page | undefined>(() => shown.value?.pages.find(({ id }) => id === page.value));
  const selected = computed<readonly Placed[]>(
    () => shownPage.value?.widgets.filter(({ id }) => selection.value.includes(id)) ?? [],
  );

  const here = (): Place => ({ page: page.value, selection: selection.value });
  function stand(place: Place, on: Layout): void {
    const found = on.pages.find(({ id }) => id === place.page) ?? on.pages[0];
    page.value = found?.id ?? '';
    select(place.selection);
  }

  /** Opens a document as it is stored: nothing to undo. */
  function open(opened: Layout): void {
    document.value = opened;
    draft.value = undefined;
    steps.value = NO_STEPS;
    run = undefined;
    stand({ page: page.value, selection: [] }, opened);
  }

  /** Makes an edit one step. An edit that changes nothing is none, nor is one after which the layout could not be saved. */
  function change(name: Required<Words>, edit: Edit, options: ChangeOptions = {}): void {
    draft.value = undefined;
    const before = document.value;
    if (!before) return;
    const after = edit(before);
    if (after === before) return;
    const flaw = options.joins ? undefined : flawOf(after);
    // A layout that cannot be saved as it stands is mended one step after the other.
    if (flaw && !flawOf(before)) {
      refused.value = flaw;
      return;
    }
    const from = here();
    document.value = after;
    stand({ page: options.page ?? from.page, selection: options.selection ?? from.selection }, after);
    const now = performance.now();
    const join = options.run !== undefined && run?.name === options.run && now - run.at < RUN_MS;
    steps.value = addStep(steps.value, { name, before, after, from, to: here() }, join);
    run = options.run === undefined ? undefined : { name: options.run, at: now };
  }

  /** Shows what an edit would do, while a gesture lasts; without one the document itself again. */
  function preview(edit?: Edit): void {
    draft.value = edit && document.value ? edit(document.value) : undefined;
  }

  /** Walks to where so many steps are done. */
  function jump(done: number): void {
    const found = standing(steps.value, done);
    if (!found) return;
    draft.value = undefined;
    run = undefined;
    // Undo shows the place where the step was made, redo the place it led to.
    const undone = done < steps.value.done ? steps.value.all[done]?.from : undefined;
    document.value = found.document;
    steps.value = { ...steps.value, done };
    stand(undone ?? found.place, found.document);
  }
  const undo = () => jump(steps.value.done - 1);
  const redo = () => jump(steps.value.done + 1);

  function select(ids: readonly string[]): void {
    const there = new Set(shownPage.value?.widgets.map(({ id }) => id));
    const wanted = ids.filter((id) => there.has(id));
    const known = selection.value;
    // The same selection stays the same list: nothing that shows it is drawn anew.
    if (wanted.length !== known.length || wanted.some((id, index) => id !== known[index])) selection.value = wanted;
  }
  function turnTo(id: string): void {
    if (shown.value?.pages.some((one) => one.id === id)) {
      page.value = id;
      selection.value = [];
    }
  }

  return {
    document,
    shown,
    page,
    shownPage,
    selection,
    selected,
    steps,
    refused,
    open,
    change,
    preview,
    jump,
    undo,
    redo,
    select,
    turnTo,
  };
});
