// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import StyleTab from '../../../screen/editor/inspector/StyleTab.vue';
import { useEditing } from '../../../screen/stores/editing.ts';
import { useNotice } from '../../../screen/stores/notice.ts';
import { wall } from './documents.ts';

const PATH = `/assets/${'a'.repeat(64)}.png`;
const image = (id: string) => ({ id, type: 'image', box: { x: 0, y: 0, width: 100, height: 100 } });
beforeEach(() => setActivePinia(createPinia()));

/** A file is chosen for the first of two images, then the second one is selected; the answer comes when the test gives it. */
async function choosing() {
  let answer = (_: Response) => {};
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (answer = resolve)));
  const editing = useEditing();
  editing.open(wall([image('one'), image('two')]));
  editing.select(['one']);
  // As in the inspector: another selection is another form.
  const form = mount(defineComponent(() => () => h(StyleTab, { key: editing.selection.join() })));
  const input = form.get<HTMLInputElement>('input[type="file"]');
  Object.defineProperty(input.element, 'files', { value: [new File(['x'], 'logo.png', { type: 'image/png' })] });
  await input.trigger('change');
  editing.select(['two']);
  await flushPromises();
  const come = async (status: number, body: object) => {
    answer(new Response(JSON.stringify(body), { status }));
    await flushPromises();
    return editing.document?.pages[0]?.widgets.map(({ options }) => options?.src);
  };
  return { editing, come };
}

test('a file goes to what was selected when it was chosen, as one step, whatever is selected when it is there', async () => {
  const { editing, come } = await choosing();
  expect(await come(201, { path: PATH })).toEqual([PATH, undefined]);
  expect([editing.steps.done, editing.selection]).toEqual([1, ['two']]);
});

test('a file that was refused meanwhile is told; one for what is gone changes nothing', async () => {
  const refused = await choosing();
  expect(await refused.come(415, { code: 'media_type' })).toEqual([undefined, undefined]);
  expect(useNotice().shown?.text).toBe('logo.png');
  const { editing, come } = await choosing();
  editing.open(wall([image('one')], { id: 'other' }));
  expect(await come(201, { path: PATH })).toEqual([undefined]);
});
