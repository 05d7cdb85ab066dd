// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defineComponent, h, nextTick, ref } from 'vue';
import { usePicks } from '../../../screen/wall/usePicks.ts';

function stand() {
  const near = ref(false);
  let made: ReturnType<typeof usePicks> | undefined;
  const shown = mount(
    defineComponent({
      setup() {
        made = usePicks(near);
        return () => h('i');
      },
    }),
  );
  return { near, shown, ...(made as unknown as ReturnType<typeof usePicks>) };
}

describe('what is picked on a page', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is let go by itself when nobody has moved for a minute, and not sooner', async () => {
    const { picks, any, pick, near } = stand();
    pick('channel', 'tmall');
    await nextTick();
    await vi.advanceTimersByTimeAsync(50_000);
    near.value = true;
    await nextTick();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(picks.value).toEqual({ channel: 'tmall' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect([picks.value, any.value]).toEqual([{}, false]);
  });

  test('is let go by the same click, the newest first by Escape, each by its chip', () => {
    const { picks, pick, back, drop } = stand();
    pick('channel', 'tmall');
    pick('region', 'CN-GD');
    pick('channel', 'jd');
    back();
    expect(picks.value).toEqual({ region: 'CN-GD' });
    pick('region', 'CN-GD');
    expect(picks.value).toEqual({});
    pick('channel', 'jd');
    drop('channel');
    back();
    expect(picks.value).toEqual({});
  });

  test('leaves no timer behind with its page', async () => {
    const { pick, shown } = stand();
    pick('channel', 'tmall');
    await nextTick();
    expect(vi.getTimerCount()).toBe(1);
    shown.unmount();
    expect(vi.getTimerCount()).toBe(0);
  });
});
