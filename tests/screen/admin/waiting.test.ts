// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterAll, expect, test, vi } from 'vitest';
import type { Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import CampaignPage from '../../../screen/admin/CampaignPage.vue';
import ScreensPage from '../../../screen/admin/ScreensPage.vue';
import StartPage from '../../../screen/admin/StartPage.vue';
import EditorPage from '../../../screen/editor/EditorPage.vue';
import PublishPage from '../../../screen/editor/PublishPage.vue';

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const PAGES: [string, Component][] = [
  ['the start page', StartPage],
  ['the screens', ScreensPage],
  ['the campaigns', CampaignPage],
  ['the editor', EditorPage],
  ['the publication', PublishPage],
];
test.each(PAGES)('of %s something stands there while the server answers 503', async (_, page) => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async () => new Response('{}', { status: 503 }));
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: page }] });
  const shown = mount(page, { props: { layout: 'wall' }, global: { plugins: [createPinia(), router] } });
  await vi.advanceTimersByTimeAsync(500);
  expect(shown.find('[role="status"]').exists()).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(shown.get('[role="status"]').text()).toMatch(/服务器还没有应答|does not answer yet/);
  shown.unmount();
});
