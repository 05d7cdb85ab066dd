// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Component, defineComponent, h, onBeforeUnmount, onMounted, shallowRef } from 'vue';
import { z } from 'zod';
import { Placed } from '../../../layouts/document.ts';
import type { Slot } from '../../../screen/stores/readings.ts';
import { narrow } from '../../../screen/wall/narrow.ts';
import { isBroken, prepare } from '../../../screen/wall/prepare.ts';
import WidgetHost from '../../../screen/wall/WidgetHost.vue';
import { defineWidget } from '../../../screen/widgets/define.ts';
import type { ViewState } from '../../../screen/wire/state.ts';
import type { Answer } from '../../../stream/contract/reading.ts';

const query = { metrics: ['gmv' as const], window: 'today' as const };
const reading = (gmv: number): Answer => ({
  from: 0,
  to: 1,
  asOf: 1,
  partial: false,
  groups: { '': { values: { gmv } } },
});

function host(load: () => Promise<{ default: Component }>, frame: 'rule' | 'line' | 'none' = 'rule') {
  const widget = defineWidget({
    titles: { 'zh-CN': '试', en: 'Trial' },
    options: z.strictObject({}),
    frame,
    sizes: { usual: { width: 100, height: 100 }, least: { width: 10, height: 10 } },
    category: 'page',
    every: 500,
    view: load,
  });
  const placed = Placed.parse({ id: 'a', type: 'trial', box: { x: 0, y: 0, width: 100, height: 100 }, query });
  const prepared = prepare(placed, new Map([['trial', widget]]));
  if (isBroken(prepared)) throw new Error(prepared.code);
  const slot: Slot = {
    query,
    answer: shallowRef<Answer | undefined>(reading(1)),
    state: shallowRef<ViewState>({ kind: 'live', seconds: 0 }),
    problem: shallowRef(),
  };
  const locale = { language: 'en', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' } as const;
  const shown = mount(WidgetHost, {
    props: { prepared: narrow(prepared, {}), slots: [slot], now: 1, locale, theme: 'tide', scale: 1 },
    global: { config: { warnHandler: () => {} } },
  });
  return { shown, slot };
}

describe('the mark of a widget', () => {
  const quiet = async () => ({ default: defineComponent(() => () => h('i')) });
  const marks = async (frame: 'rule' | 'line' | 'none', kind: 'live' | 'late' | 'held', seconds: number) => {
    const { shown, slot } = host(quiet, frame);
    slot.state.value = { kind, seconds };
    await flushPromises();
    return shown.findAll('.mark').map((mark) => `${mark.classes('late') ? 'amber ' : ''}${mark.text()}`);
  };

  test('says that it is late, in amber and with seconds', async () => {
    expect(await marks('rule', 'late', 6)).toEqual(['amber late 6 s']);
  });

  test('stands on a strip without a head only while something is wrong', async () => {
    expect(await marks('line', 'live', 0)).toEqual([]);
    expect(await marks('line', 'late', 6)).toEqual(['amber late 6 s']);
    expect(await marks('line', 'held', 38)).toEqual(['held 38 s']);
    expect(await marks('none', 'late', 6)).toEqual([]);
  });

  test('calls nothing live that is not drawn yet', async () => {
    let arrive = (_: { default: Component }) => {};
    const { shown } = host(() => new Promise((resolve) => (arrive = resolve)));
    expect(shown.find('.mark').classes()).not.toContain('live');
    arrive(await quiet());
    await flushPromises();
    expect(shown.find('.mark').classes()).toContain('live');
  });
});

test('a widget that may not be counted within the scope of the screen keeps its title and says so, without a code', async () => {
  const { shown, slot } = host(async () => ({ default: defineComponent(() => () => h('i')) }));
  const detail = 'metrics.0: this screen shows channel jd only, and what is asked here is not counted by channel.';
  slot.problem.value = {
    type: '/problems/scope',
    title: 'Outside.',
    status: 403,
    code: 'scope',
    path: 'metrics.0',
    detail,
  };
  await flushPromises();
  expect(shown.find('h2').text()).toBe('Trial');
  expect(shown.find('.reason').text()).toBe(
    'This screen shows some channels or shops only, and this number is not part of that',
  );
  expect(shown.text()).not.toMatch(/E-|Broken|metrics/);
  shown.unmount();
});

test('an answer is not shown while its view waits to know as of when it is', async () => {
  const view = defineComponent({
    props: ['answers'],
    setup: (props) => () => h('i', props.answers[0] ? 'a number' : 'none'),
  });
  const { shown, slot } = host(async () => ({ default: view }));
  slot.state.value = { kind: 'waiting', seconds: 0 };
  await flushPromises();
  expect(shown.find('.body').text()).toBe('none');
  slot.state.value = { kind: 'live', seconds: 0 };
  await flushPromises();
  expect(shown.find('.body').text()).toBe('a number');
});

const fail = (): never => {
  throw new Error('Cannot read properties of undefined');
};
const views: Record<string, Component> = {
  'in its setup': defineComponent({ setup: fail }),
  'when it is drawn': defineComponent({ setup: () => fail }),
  'once it stands': defineComponent({
    setup() {
      onMounted(fail);
      return () => h('i');
    },
  }),
  'twice, when it comes and when it goes': defineComponent({
    setup() {
      onMounted(fail);
      onBeforeUnmount(fail);
      return () => h('i');
    },
  }),
};

describe('a widget that throws', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', async () => ({ ok: false }));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test.each(Object.keys(views))('%s is a card that says so', async (when) => {
    const { shown } = host(async () => ({ default: views[when] as Component }));
    await flushPromises();
    expect(shown.text()).toContain('Broken widget');
    expect(shown.text()).toContain('Cannot read properties of undefined');
    shown.unmount();
  });

  test('on a reading, is tried again after a minute and stands when that reading has passed', async () => {
    const view = defineComponent({
      props: ['answers'],
      setup: (props) => () =>
        h('i', props.answers[0].groups[''].values.gmv === 13 ? fail() : props.answers[0].groups[''].values.gmv),
    });
    const { shown, slot } = host(async () => ({ default: view }));
    await flushPromises();
    slot.answer.value = reading(13);
    await flushPromises();
    expect(shown.text()).toContain('Broken widget');
    slot.answer.value = reading(14);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown.find('i.dot').exists()).toBe(true);
    expect(shown.text()).toContain('14');
    shown.unmount();
  });

  test('because it could not be loaded, is loaded again', async () => {
    const load = vi.fn(async () => {
      if (load.mock.calls.length < 3) throw new Error('Failed to fetch dynamically imported module');
      return { default: defineComponent(() => () => h('i', 'here')) };
    });
    const { shown } = host(load);
    await flushPromises();
    expect(shown.text()).toContain('Failed to fetch');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown.text()).toContain('Failed to fetch');
    await vi.advanceTimersByTimeAsync(120_000);
    expect(shown.text()).toContain('here');
    shown.unmount();
  });

  test('because it could not be loaded, is not loaded again once its page has turned', async () => {
    let refuse = () => {};
    const { shown } = host(
      () =>
        new Promise((_, reject) => (refuse = () => reject(new Error('Failed to fetch dynamically imported module')))),
    );
    shown.unmount();
    refuse();
    await flushPromises();
    expect(vi.getTimerCount()).toBe(0);
  });
});
