import type { EChartsCoreOption } from 'echarts/core';
import { onBeforeUnmount, onMounted, type Ref, type ShallowRef, shallowRef, watch } from 'vue';
import { type ECharts, init } from './echarts.ts';

/**
 * A chart on a canvas that stands nowhere on the page: what a body is covered with. One for the life of a widget, because a
 * context keeps every canvas it was ever given. It does not move.
 */
export function useTexture(
  option: Readonly<Ref<EChartsCoreOption | undefined>>,
  size: { width: number; height: number },
  made: (chart: ECharts) => void,
): Readonly<ShallowRef<ECharts | undefined>> {
  const texture = shallowRef<ECharts>();
  const draw = () => {
    if (option.value) texture.value?.setOption({ ...option.value, animation: false });
  };
  onMounted(() => {
    const chart = init(document.createElement('canvas'), null, { renderer: 'canvas', ...size, devicePixelRatio: 1 });
    texture.value = chart;
    made(chart);
    draw();
  });
  watch(option, draw);
  onBeforeUnmount(() => {
    texture.value?.dispose();
    texture.value = undefined;
  });
  return texture;
}
