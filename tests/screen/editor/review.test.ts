// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterAll, expect, test, vi } from 'vitest';
import type { Layout } from '../../../layouts/document.ts';
import { useReview } from '../../../screen/editor/useReview.ts';
import { useDraft } from '../../../screen/stores/draft.ts';
import { useEditing } from '../../../screen/stores/editing.ts';
import { useRelease } from '../../../screen/stores/release.ts';
import { wall, widget } from './documents.ts';

// The change of the test would be kept and saved some time after its page is gone.
vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('there is nothing to publish of what walls show already, were it a template; nor does a late answer say what they show', async () => {
  setActivePinia(createPinia());
  const delivered = wall([widget('a')]);
  const held: ((published: Layout) => void)[] = [];
  let slow = false;
  vi.stubGlobal('fetch', (url: string) => {
    const told = (body: unknown) => new Response(JSON.stringify(body), { headers: { etag: '"1"' } });
    if (url.endsWith('/revisions')) return Promise.resolve(told({ revisions: [], template: true }));
    if (!slow || !url.endsWith('/published')) return Promise.resolve(told(delivered));
    return new Promise<Response>((resolve) => held.push((published) => resolve(told(published))));
  });
  await useDraft().load('wall');
  const review = useReview();
  await flushPromises();
  expect([review.known.value, review.nothing.value]).toEqual([true, true]);
  useEditing().change({ 'zh-CN': '', en: '' }, (document) => ({ ...document, title: { en: 'Mine' } }));
  expect([review.nothing.value, review.differences.value.length]).toEqual([false, 1]);
  slow = true;
  const publishing = useRelease();
  for (const revision of [1, 2]) {
    publishing.latest = { id: 'wall', revision };
    await flushPromises();
  }
  held[1]?.(wall([], { title: { en: 'newer' } }));
  await flushPromises();
  held[0]?.(wall([], { title: { en: 'older' } }));
  await flushPromises();
  expect(review.published.value?.title.en).toBe('newer');
});
