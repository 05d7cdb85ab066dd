// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterAll, expect, test, vi } from 'vitest';
import SignIn from '../../../screen/admin/SignIn.vue';
import { useDraft } from '../../../screen/stores/draft.ts';

afterAll(() => vi.unstubAllGlobals());

test('a login that fails says why: the password, too many attempts, or a server that cannot answer', async () => {
  setActivePinia(createPinia());
  useDraft().signing = true;
  const page = mount(SignIn, { global: { stubs: { ModalDialog: { template: '<div><slot /></div>' } } } });
  const said = async (status: number) => {
    vi.stubGlobal('fetch', async () => new Response('', { status }));
    await page.get('input').setValue('secret');
    await page.get('form').trigger('submit');
    await flushPromises();
    return page.get('.fault').text();
  };
  const words = [await said(401), await said(429), await said(503)];
  expect(words).toEqual([
    expect.stringMatching(/密码不对|wrong/),
    expect.stringMatching(/试得太多|Too many/),
    expect.stringMatching(/答不了|cannot answer/),
  ]);
});
