import type { EChartsCoreOption } from 'echarts/core';
import { onBeforeUnmount, onMounted, type Ref, type ShallowRef, watch } from 'vue';
import { type ECharts, init } from './echarts.ts';

export interface Box {
  width: number;
  height: number;
  /** Canvas pixels are drawn with so many of the screen's, so that a scaled wall stays sharp. */
  scale: number;
}

/**
 * One chart for the life of a widget: made once, told every new option, resized, disposed. A new scale makes it
 * anew, because a canvas keeps the sharpness it was made with.
 */
export function useChart(
  host: Readonly<ShallowRef<HTMLElement | null>>,
  option: Readonly<Ref<EChartsCoreOption | undefined>>,
  box: () => Box,
): void {
  let chart: ECharts | undefined;
  let gone = false;

  const draw = () => {
    if (chart && option.value) chart.setOption(option.value, { replaceMerge: ['series'] });
  };
  const make = () => {
    if (!host.value || gone) return;
    chart?.dispose();
    const { width, height, scale } = box();
    const devicePixelRatio = Math.min(4, Math.max(1, window.devicePixelRatio * scale));
    chart = init(host.value, null, { renderer: 'canvas', width, height, devicePixelRatio });
    draw();
  };

  onMounted(() => {
    make();
    void document.fonts?.ready.then(() => chart?.getZr().refresh());
  });
  watch(option, draw, { flush: 'post' });
  watch(() => box().scale, make, { flush: 'post' });
  watch(
    () => [box().width, box().height],
    ([width, height]) => chart?.resize({ width: width as number, height: height as number }),
    { flush: 'post' },
  );
  onBeforeUnmount(() => {
    gone = true;
    chart?.dispose();
    chart = undefined;
  });
}
