import { defineStore } from 'pinia';
import { ref, shallowRef, watch } from 'vue';
import { type Fault, type Layout, readLayout } from '../../layouts/document.ts';
import { refusalWords } from '../admin/refusedWords.ts';
import { same } from '../editor/fields.ts';
import { type Merged, merge } from '../editor/merge.ts';
import { ask, etagOf } from './ask.ts';
import { useEditing } from './editing.ts';
import { fetchPatiently } from './fetchPatiently.ts';
import { forgetEdits, type Kept, keepEdits, leftEdits } from './keep.ts';
import { useLanguage } from './language.ts';
import { useNotice } from './notice.ts';

/** A step is saved so many ms after it. */
const SAVE_MS = 400;
/** It is kept on this machine long before. */
const KEEP_MS = 30;
const RETRY_MS = 2_000;

export type Saving =
  | { kind: 'loading' }
  | { kind: 'unknown' }
  | { kind: 'faulty'; faults: readonly Fault[] }
  | { kind: 'saved'; at: number | undefined }
  | { kind: 'unsaved' }
  | { kind: 'away' }
  | { kind: 'expired' }
  | { kind: 'conflict' }
  | { kind: 'failed'; detail: string };

/** Somebody else saved, and both did something else with the same: what a person has to say. */
export interface Conflict extends Merged {
  base: Layout;
  mine: Layout;
  theirs: Layout;
  etag: string;
}

/** The draft on the server behind the editing store: saved after each step upon the version that was read; until it is there, kept on this machine. */
export const useDraft = defineStore('draft', () => {
  const editing = useEditing();
  const notice = useNotice();
  const speaking = useLanguage();
  const { words } = speaking;
  const id = ref('');
  const saving = shallowRef<Saving>({ kind: 'loading' });
  const conflict = shallowRef<Conflict>();
  /** The version on the server, and its document. */
  const etag = ref('');
  let base: Layout | undefined;
  let savedAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let keeping: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | undefined;
  const address = () => `/api/layouts/${encodeURIComponent(id.value)}`;
  const unsaved = () => base !== undefined && editing.document !== undefined && editing.document !== base;

  let opening: { layout: string; until: Promise<void> } | undefined;
  /** Opens a layout. One that stands open here already goes on, with its history; one that is being opened is not asked for twice. */
  function load(layout: string): Promise<void> {
    if (opening?.layout === layout) return opening.until;
    const until = open(layout).finally(() => {
      if (opening?.until === until) opening = undefined;
    });
    opening = { layout, until };
    return until;
  }
  async function open(layout: string): Promise<void> {
    if (id.value === layout && editing.document && base && saving.value.kind !== 'faulty') return;
    // Without a server that fails at once: earlier than what was changed last is kept by itself.
    keep();
    await flush();
    id.value = layout;
    base = undefined;
    editing.document = undefined;
    conflict.value = undefined;
    saving.value = { kind: 'loading' };
    const response = await fetchPatiently(address());
    // Another one was opened meanwhile.
    if (id.value !== layout) return;
    if (response.status === 404) {
      saving.value = { kind: 'unknown' };
      return;
    }
    const read = readLayout(response.body);
    if ('faults' in read) {
      saving.value = { kind: 'faulty', faults: read.faults };
      return;
    }
    etag.value = etagOf(response);
    base = read.layout;
    savedAt = undefined;
    editing.open(read.layout);
    saving.value = { kind: 'saved', at: undefined };
    const left = await leftEdits(layout);
    if (id.value === layout) for (const kept of left) bringBack(kept);
    else for (const kept of left) keepEdits(layout, kept);
  }

  /** Edits of a window that is gone: one step, that can be taken back. */
  function bringBack(kept: Kept): void {
    const present = editing.document;
    if (!present) return;
    const { document, collisions } = merge(kept.base, kept.document, present);
    if (same(document, present)) return;
    editing.change({ 'zh-CN': '找回没存上的改动', en: 'Bring back unsaved changes' }, () => document, { joins: true });
    notice.good(
      words('上次没存上的改动找回来了', 'The changes that were not saved are back'),
      collisions.length > 0
        ? words(
            `${collisions.length} 处和别处的改动撞上，用了你的`,
            `${collisions.length} collided with others; yours stand`,
          )
        : words('不要就撤销', 'undo takes them away again'),
    );
  }

  const keep = () => {
    clearTimeout(keeping);
    keeping = undefined;
    if (base && editing.document && unsaved())
      keepEdits(id.value, {
        etag: etag.value,
        base,
        document: editing.document,
        at: Date.now(),
        steps: editing.steps.done,
      });
  };

  /** Saves what is not saved, now. Resolves to whether everything is on the server. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    for (let tries = 0; tries < 5 && unsaved() && !conflict.value; tries += 1) {
      underWay ??= save().finally(() => {
        underWay = undefined;
      });
      await underWay;
      if (saving.value.kind === 'away' || saving.value.kind === 'expired' || saving.value.kind === 'failed') break;
    }
    return !unsaved();
  }
  function soon(after = SAVE_MS): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), after);
  }

  async function save(): Promise<void> {
    const document = editing.document;
    if (!document) return;
    const answer = await ask('PUT', address(), { body: document, etag: etag.value });
    if (answer.ok) {
      etag.value = answer.etag;
      base = document;
      notice.hush('saving');
      if (editing.document !== document) return;
      forgetEdits(id.value);
      savedAt = Date.now();
      saving.value = { kind: 'saved', at: savedAt };
    } else if (answer.status === 412 || answer.status === 428) await meet();
    else if (answer.status === 401 || answer.status === 403) expired();
    else if (answer.status === 0 || answer.status >= 500) away();
    else if (answer.problem?.code === 'archived') shelved(answer.problem.detail ?? '');
    else {
      const why = refusalWords(answer, speaking.language);
      saving.value = { kind: 'failed', detail: why };
      notice.tell({
        kind: 'bad',
        name: 'saving',
        text: words('这一步存不上，改动都还在', 'This step cannot be saved; your changes are all here'),
        note: why,
      });
    }
  }

  function away(): void {
    saving.value = { kind: 'away' };
    notice.tell({
      kind: 'away',
      name: 'saving',
      text: words('网断了，改动存在这台电脑上', 'The network is away; your changes are kept on this machine'),
      note: words('连上就送', 'sent once it is back'),
      action: { label: words('重试', 'Try again'), run: () => void flush() },
    });
    soon(RETRY_MS);
  }
  /** Somebody archived it meanwhile: that is taken back only if it is wanted. */
  function shelved(detail: string): void {
    saving.value = { kind: 'failed', detail };
    notice.tell({
      kind: 'bad',
      name: 'saving',
      text: words('这块大屏归档了，改动都还在', 'This wall is archived; your changes are all here'),
      note: words('放回来就存上', 'put back, it is saved'),
      action: { label: words('放回来', 'Put it back'), run: () => void putBack() },
    });
  }
  async function putBack(): Promise<void> {
    const answer = await ask('POST', `${address()}/restore`);
    if (!answer.ok) return away();
    await flush();
  }
  function expired(): void {
    saving.value = { kind: 'expired' };
    notice.tell({
      kind: 'key',
      name: 'saving',
      text: words('登录过期了，改动都还在', 'The login expired; your changes are all here'),
      note: words('登录后接着改', 'go on once you are logged in'),
      action: { label: words('登录', 'Log in'), run: () => (signing.value = true) },
    });
  }
  /** A login is asked for over the page. */
  const signing = ref(false);
  function signedIn(): void {
    signing.value = false;
    notice.hush('saving');
    void flush();
  }

  /** Somebody saved first: what both did is joined; what collides is put to the person. */
  async function meet(): Promise<void> {
    const answer = await ask<unknown>('GET', address());
    const mine = editing.document;
    const read = answer.ok ? readLayout(answer.body) : undefined;
    if (!answer.ok || !read || !('layout' in read) || !mine || !base) return away();
    const theirs = read.layout;
    const merged = merge(base, mine, theirs);
    if (merged.collisions.length > 0) {
      conflict.value = { ...merged, base, mine, theirs, etag: answer.etag };
      saving.value = { kind: 'conflict' };
      notice.hush('saving');
      return;
    }
    join(merged.document, theirs, answer.etag);
    notice.good(
      words('别处先保存了，两边的改动已合并', 'Somebody saved first; both sets of changes are merged'),
      words('合并可以撤销', 'it can be undone'),
    );
  }

  /** Reads what stands on the server now, and joins it with what is here. */
  async function refresh(): Promise<void> {
    await meet();
  }

  /** Goes on with a merged document upon the version that it took in. */
  function join(document: Layout, theirs: Layout, upon: string): void {
    conflict.value = undefined;
    base = theirs;
    etag.value = upon;
    saving.value = { kind: 'unsaved' };
    editing.change({ 'zh-CN': '合并别处的改动', en: 'Merge changes of others' }, () => document, { joins: true });
    keep();
    soon(0);
  }

  watch(
    () => editing.document,
    (document) => {
      if (!document || !base || saving.value.kind === 'loading') return;
      if (!unsaved()) {
        // Everything was undone that was not saved yet.
        clearTimeout(timer);
        forgetEdits(id.value);
        if (saving.value.kind === 'unsaved') saving.value = { kind: 'saved', at: savedAt };
        return;
      }
      if (saving.value.kind === 'saved' || saving.value.kind === 'failed') saving.value = { kind: 'unsaved' };
      keeping ??= setTimeout(keep, KEEP_MS);
      if (!conflict.value && saving.value.kind !== 'expired') soon();
    },
    { flush: 'sync' },
  );
  /** What is being typed is said by leaving its field; who closes the window leaves it. */
  function part(): void {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    keep();
  }
  window.addEventListener('pagehide', part);
  window.addEventListener('online', () => unsaved() && soon(0));

  return { id, saving, etag, conflict, signing, load, flush, save: flush, refresh, join, signedIn };
});
