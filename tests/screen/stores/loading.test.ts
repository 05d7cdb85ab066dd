// @vitest-environment happy-dom
import { flushPromises, mount, shallowMount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defineComponent } from 'vue';
import WallCard from '../../../screen/admin/WallCard.vue';
import { useCampaigns } from '../../../screen/stores/campaigns.ts';
import { useDraft } from '../../../screen/stores/draft.ts';
import { useEditing } from '../../../screen/stores/editing.ts';
import { useLayout } from '../../../screen/stores/layout.ts';
import { useLive } from '../../../screen/stores/live.ts';
import { usePaired } from '../../../screen/stores/paired.ts';
import { useWalls } from '../../../screen/stores/walls.ts';
import WallPicture from '../../../screen/wall/WallPicture.vue';
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

/** An observer that sees this as soon as it looks. */
const observer = (entries: unknown[]) =>
  class {
    readonly #told: (entries: unknown[]) => void;
    constructor(told: (entries: unknown[]) => void) {
      this.#told = told;
    }
    observe() {
      this.#told(entries);
    }
    disconnect() {}
  };

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

  test('is no earlier list than the one that stands; what is merely slow is told', async () => {
    const open = waiting();
    const [walls, paired, campaigns] = [useWalls(), usePaired(), useCampaigns()];
    const campaign = { names: { en: 'Sale' }, start: 0, end: 60_000, phases: [], milestones: [] };
    const shown = () => [walls.walls?.[0], paired.screens?.[0], campaigns.campaigns[0]].map((one) => one?.id);
    const answers = (id: string) => [{ layouts: [{ id }] }, { paired: [{ id }] }, { campaigns: [{ ...campaign, id }] }];
    for (let round = 0; round < 3; round += 1)
      for (const load of [walls.load, paired.load, campaigns.refresh]) void load();
    const answer = async (round: number, id: string) => {
      for (const [index, body] of answers(id).entries()) await open[round * 3 + index]?.answer(body);
      return shown();
    };
    expect(await answer(0, 'slow')).toEqual(['slow', 'slow', 'slow']);
    expect(await answer(2, 'new')).toEqual(['new', 'new', 'new']);
    expect(await answer(1, 'old')).toEqual(['new', 'new', 'new']);
  });

  test('is no earlier state of a wall on its card, and no draft for what walls show', async () => {
    const open = waiting();
    vi.stubGlobal('IntersectionObserver', observer([{ isIntersecting: true }]));
    vi.stubGlobal('ResizeObserver', observer([{ contentRect: { width: 300, height: 200 } }]));
    const of = (revision: number) => ({ id: 'w', title: {}, template: false, draft: true, differs: true, revision });
    const locale = { language: 'en', currency: 'CNY', digits: 2, timezone: 'UTC' } as const;
    const card = shallowMount(WallCard, {
      props: { wall: of(1), locale },
      global: { stubs: { RouterLink: { template: '<a><slot /></a>' } } },
    });
    await flushPromises();
    await card.setProps({ wall: of(2) });
    await flushPromises();
    const shown = () => card.findComponent(WallPicture).props('layout').title.en;
    const wallOf = (en: string) => wall([], { title: { en } });
    // Each asks for the draft, then for what walls show.
    await open[1]?.answer(wallOf('draft'));
    await open[2]?.answer(wallOf('second'));
    expect(shown()).toBe('second');
    await open[0]?.answer(wallOf('draft'));
    await open[3]?.answer(wallOf('first'));
    expect(shown()).toBe('second');
    card.unmount();
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
