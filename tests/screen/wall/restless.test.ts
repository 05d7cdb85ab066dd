// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defineComponent, h, nextTick, shallowRef, useTemplateRef } from 'vue';
import { useRestless } from '../../../screen/wall/useRestless.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what changes ten times a second stands at once, what rests between its changes eases', async () => {
  const answers = shallowRef<readonly unknown[]>([{}]);
  const shown = mount(
    defineComponent({
      setup() {
        const restless = useRestless(useTemplateRef('host'), answers);
        return () => h('i', { ref: 'host', class: { restless: restless.value }, style: '--ease-ms: 300' });
      },
    }),
    { attachTo: document.body },
  );
  const change = async (ms: number, next: readonly unknown[] = [{}]) => {
    await vi.advanceTimersByTimeAsync(ms);
    answers.value = next;
    await nextTick();
    return shown.classes('restless');
  };
  expect(await change(1_000)).toBe(false);
  expect(await change(100)).toBe(true);
  expect(await change(100)).toBe(true);
  expect(await change(500)).toBe(false);
  // The same answers in another list are no change.
  expect(await change(10, [...answers.value])).toBe(false);
  expect(await change(495)).toBe(false);
  shown.unmount();
});
