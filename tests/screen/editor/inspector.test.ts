// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterAll, expect, test, vi } from 'vitest';
import { nextTick } from 'vue';
import Inspector from '../../../screen/editor/Inspector.vue';
import { useEditing } from '../../../screen/stores/editing.ts';
import { wall, widget } from './documents.ts';

afterAll(() => vi.unstubAllGlobals());

test('what could not be read is not said of another widget; a size that is too small names the one it needs at its scale', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('away')));
  setActivePinia(createPinia());
  const editing = useEditing();
  editing.open(wall([widget('a', { type: 'clock' }), widget('b', { type: 'clock', zoom: 2 })]));
  const panel = mount(Inspector);
  const select = async (id: string) => {
    editing.select([id]);
    await nextTick();
  };
  const box = () => panel.get('[data-side="width"] input');
  const below = () => panel.find('[data-side="width"] .below').text();
  await select('a');
  await panel.get('[data-tab="place"]').trigger('click');
  await box().setValue('wide');
  await box().trigger('blur');
  expect(below()).toMatch(/20000/);
  await select('b');
  expect((box().element as HTMLInputElement).value).toBe('200');
  const least = Number(/\d+/.exec(below())?.[0]);
  await box().setValue(String(least - 1));
  await box().trigger('blur');
  expect(Number(/\d+/.exec(below())?.[0])).toBe(least);
  await box().setValue(String(least));
  await box().trigger('blur');
  expect(panel.find('[data-side="width"] .below').exists()).toBe(false);
  panel.unmount();
});
