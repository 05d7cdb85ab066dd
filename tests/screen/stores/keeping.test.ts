// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useDraft } from '../../../screen/stores/draft.ts';
import { useEditing } from '../../../screen/stores/editing.ts';
import type { Keeping } from '../../../screen/stores/keeping.ts';
import { wall } from '../editor/documents.ts';

interface Typed {
  at: number;
  text: string;
}

/** A window's own copy of the page, on an address where browsers give no locks. */
async function openWindow(): Promise<Keeping<Typed>> {
  vi.resetModules();
  const { Keeping } = await import('../../../screen/stores/keeping.ts');
  return new Keeping<Typed>('tidewall.test', ({ text }) => typeof text === 'string');
}

beforeEach(() => {
  localStorage.clear();
  setActivePinia(createPinia());
});
afterEach(() => vi.unstubAllGlobals());

test('without locks, as over plain http, a window that lives keeps what it has, and one that is gone leaves it', async () => {
  vi.stubGlobal('navigator', { userAgent: 'old', language: 'en' });
  const [first, second] = [await openWindow(), await openWindow()];
  first.keep('wall', { at: 1, text: 'mine' });
  localStorage.setItem('tidewall.test wall 42', JSON.stringify({ at: 2, text: 'of a window that is gone' }));
  expect((await second.left('wall')).map(({ thing }) => thing.text)).toEqual(['of a window that is gone']);
  expect((await first.left('wall')).map(({ thing }) => thing.text)).toEqual(['mine', 'of a window that is gone']);
});

test('what was changed in the very moment another wall is opened stays on this machine when the server is away', async () => {
  const document = wall([], { id: 'first' });
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(document), { headers: { etag: '"1"' } }));
  const [draft, editing] = [useDraft(), useEditing()];
  await draft.load('first');
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('away');
  });
  editing.change({ 'zh-CN': '改名', en: 'Rename' }, (before) => ({ ...before, title: { 'zh-CN': '新名', en: 'New' } }));
  void draft.load('second');
  await vi.waitFor(() => expect(draft.id).toBe('second'));
  const kept = Object.keys(localStorage).filter((key) => key.startsWith('tidewall.edits first '));
  expect(kept.map((key) => JSON.parse(localStorage.getItem(key) ?? '').document.title.en)).toEqual(['New']);
});
