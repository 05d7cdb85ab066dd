import type { EChartsCoreOption } from 'echarts/core';
import { onBeforeUnmount, onMounted, type Ref, type ShallowRef, shallowRef, watch } from 'vue';
import { type ECharts, init } from './echarts.ts';

/**
 * A chart on a canvas that stands nowhere on the page: what a body is covered with. It does not move. A new `edition` makes
 * it anew: it tells its changes only to the first body it was given to, and goes on telling them when that one is gone.
 */
export function useTexture(
  option: Readonly<Ref<EChartsCoreOption | undefined>>,
  size: { width: number; height: number },
  made: (chart: ECharts) => void,
  edition: () => unknown,
): Readonly<ShallowRef<ECharts | undefined>> {
  const texture = shallowRef<ECharts>();
  const draw = () => {
    if (option.value) texture.value?.setOption({ ...option.value, animation: false });
  };
  const make = () => {
    texture.value?.dispose();
    const chart = init(document.createElement('canvas'), null, { renderer: 'canvas', ...size, devicePixelRatio: 1 });
    texture.value = chart;
    made(chart);
    draw();
  };
  onMounted(make);
  watch(edition, make);
  watch(option, draw);
  onBeforeUnmount(() => {
    texture.value?.dispose();
    texture.value = undefined;
  });
  return texture;
}
