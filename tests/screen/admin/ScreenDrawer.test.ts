// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { expect, test, vi } from 'vitest';
import { nextTick } from 'vue';
import ScreenDrawer from '../../../screen/admin/ScreenDrawer.vue';
import { rowOf } from '../../../screen/admin/screenRow.ts';

test('what is typed about a screen stays while somebody else changes it, and who changed the same is told', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('away')));
  const screen = { id: 's1', name: 'Reception', layout: 'promotion', pairedAt: 0, version: 'a' };
  const locale = { language: 'en', currency: 'CNY', digits: 2, timezone: 'UTC' } as const;
  const drawer = mount(ScreenDrawer, {
    props: { screen, row: rowOf(screen, 0, 'en'), locale },
    global: { plugins: [createPinia()] },
  });
  const field = () => drawer.find<HTMLInputElement>('#screen-name').element.value;
  await drawer.find('#screen-name').setValue('Lobby');
  await drawer.setProps({ screen: { ...screen, layout: 'stock', version: 'b' } });
  await nextTick();
  expect([field(), drawer.find('.fault').exists()]).toEqual(['Lobby', false]);
  await drawer.setProps({ screen: { ...screen, name: 'Hall', layout: 'stock', version: 'c' } });
  await nextTick();
  expect([field(), drawer.find('.fault').text()]).toEqual(['Lobby', expect.stringContaining('Hall')]);
  drawer.unmount();
  vi.unstubAllGlobals();
});
