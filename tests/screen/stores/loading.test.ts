// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defineComponent } from 'vue';
import { useDraft } from '../../../screen/stores/draft.ts';
import { useEditing } from '../../../screen/stores/editing.ts';
import { useLayout } from '../../../screen/stores/layout.ts';
import { useLive } from '../../../screen/stores/live.ts';
import { wall } from '../editor/documents.ts';

beforeEach(() => setActivePinia(createPinia()));
afterEach(() => vi.unstubAllGlobals());

/** Answers of a server that the test gives in its own order, by what was asked. */
function waiting() {
  const open: { url: string; answer: (body: unknown, headers?: Record<string, string>) => Promise<void> }[] = [];
  vi.stubGlobal(
    'fetch',
    (url: string) =>
      new Promise<Response>((resolve) => {
        const answer = async (body: unknown, headers: Record<string, string> = {}) => {
          resolve(new Response(JSON.stringify(body), { headers }));
          await flushPromises();
        };
        open.push({ url, answer });
      }),
  );
  return open;
}

describe('what is under way when something else is wanted', () => {
  test('is no earlier revision on a wall, however late it comes', async () => {
    const open = waiting();
    const layouts = useLayout();
    void layouts.load('wall');
    void layouts.load('wall');
    await open[1]?.answer(wall([]), { 'tidewall-revision': '6' });
    await open[0]?.answer(wall([]), { 'tidewall-revision': '5' });
    expect(layouts.loaded).toMatchObject({ kind: 'ready', revision: 6 });
  });

  test('is no document of another wall in the editor', async () => {
    const open = waiting();
    const draft = useDraft();
    void draft.load('first');
    await flushPromises();
    void draft.load('second');
    await flushPromises();
    const of = (url: string) => open.find((one) => one.url.endsWith(url));
    await of('/second')?.answer(wall([], { id: 'second' }), { etag: '"2"' });
    await of('/first')?.answer(wall([], { id: 'first' }), { etag: '"1"' });
    expect([draft.id, draft.etag, useEditing().document?.id]).toEqual(['second', '"2"', 'second']);
  });

  test('opens no connection for a page that was left', async () => {
    const live = useLive();
    const opened = vi.fn();
    let ready = () => {};
    const page = mount(
      defineComponent(() => {
        live.standWith(new Promise<void>((resolve) => (ready = resolve)), opened);
        return () => null;
      }),
    );
    page.unmount();
    ready();
    await flushPromises();
    expect([opened.mock.calls.length, live.wire]).toEqual([0, undefined]);
  });
});
