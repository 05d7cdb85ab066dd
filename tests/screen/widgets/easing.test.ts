// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defineComponent, h, nextTick, shallowRef } from 'vue';
import { chartOption } from '../../../screen/widgets/map/chart.ts';
import { between, type Shades, useEasing } from '../../../screen/widgets/map/useEasing.ts';
import { palette } from '../../support/palette.ts';

const RAMP = ['#000000', '#101010', '#202020', '#303030', '#404040', '#505050'];
const shades = (step: number): Shades => new Map([['广东', step]]);

describe('the colours of a map', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function follow(ms: number) {
    const source = shallowRef(shades(1));
    const seen: (number | undefined)[] = [];
    const shown = mount(
      defineComponent({
        setup() {
          const eased = useEasing(
            () => source.value,
            () => ms,
          );
          return () => {
            seen.push(eased.value.get('广东'));
            return h('i');
          };
        },
      }),
    );
    return { source, seen, shown };
  }

  test('ease to another step, by few pictures, and end exactly there', async () => {
    const { source, seen, shown } = follow(300);
    source.value = shades(3);
    await nextTick();
    await vi.advanceTimersByTimeAsync(500);
    expect(seen.at(-1)).toBe(3);
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.length).toBeLessThan(10);
    expect([...seen].sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(seen);
    shown.unmount();
  });

  test('jump while they change without rest, and ease again after it', async () => {
    const { source, seen, shown } = follow(300);
    for (const step of [3, 2, 4]) {
      source.value = shades(step);
      await nextTick();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(seen.at(-1)).toBe(4);
    expect(seen.slice(-2)).toEqual([2, 4]);
    await vi.advanceTimersByTimeAsync(600);
    source.value = shades(1);
    await nextTick();
    await vi.advanceTimersByTimeAsync(500);
    expect(seen.at(-1)).toBe(1);
    expect(seen.filter((step) => step !== undefined && step > 1 && step < 4 && step % 1 !== 0).length).toBeGreaterThan(
      1,
    );
    shown.unmount();
  });

  test('jump for who wants no motion', async () => {
    const { source, seen, shown } = follow(0);
    source.value = shades(3);
    await nextTick();
    expect(seen).toEqual([1, 3]);
    shown.unmount();
  });

  test('stand still once the map is gone', async () => {
    const { source, seen, shown } = follow(300);
    source.value = shades(3);
    await nextTick();
    shown.unmount();
    await vi.advanceTimersByTimeAsync(500);
    expect(seen).toEqual([1]);
  });

  test('lie between two steps on the way, and are those of the tokens at its ends', () => {
    const colour = (step: number) => {
      const map = { name: 'china', features: [{ name: '广东', properties: {}, rings: [], centre: [0, 0] as const }] };
      const plane = { at: (point: readonly [number, number]) => point, drawn: { x: 0, y: 0, width: 1, height: 1 } };
      const option = chartOption(map, plane, shades(step), { ...palette, ramp: RAMP }) as {
        geo: { regions: { itemStyle: { areaColor: string } }[] };
      };
      return option.geo.regions[0]?.itemStyle.areaColor;
    };
    expect([colour(0), colour(5)]).toEqual([RAMP[0], RAMP[5]]);
    expect(between(shades(0), shades(4), 0.25).get('广东')).toBe(1);
    expect(colour(1.5)).toBe('#181818');
  });
});
