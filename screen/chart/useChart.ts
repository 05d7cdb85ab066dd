import type { EChartsCoreOption } from 'echarts/core';
import { onBeforeUnmount, onMounted, type Ref, type ShallowRef, watch } from 'vue';
import { type ECharts, init } from './echarts.ts';
import { type Motion, makeRest, motionOf } from './motion.ts';

export interface Box {
  width: number;
  height: number;
  /** Canvas pixels are drawn with so many of the screen's, so that a scaled wall stays sharp. */
  scale: number;
}

export interface Life {
  /** A chart is there, to be listened to. */
  made?: ((chart: ECharts) => void) | undefined;
  /** A new number makes the chart anew. */
  edition?: Readonly<Ref<number>>;
  /** Before a chart goes, while its canvases still stand. */
  leaving?: () => void;
  /** It cannot be drawn. Without it the error is thrown. */
  failed?: (error: unknown) => void;
}

/**
 * One chart for the life of a widget: made once, told every new option, resized, disposed. A new scale makes it
 * anew, because a canvas keeps the sharpness it was made with. Motion comes from the tokens, not from the option.
 */
export function useChart(
  host: Readonly<ShallowRef<HTMLElement | null>>,
  option: Readonly<Ref<EChartsCoreOption | undefined>>,
  box: () => Box,
  { made, edition, leaving, failed }: Life = {},
): void {
  let chart: ECharts | undefined;
  let gone = false;
  let broken = false;
  let motion: Motion | undefined;
  const rested = makeRest();

  const guarded = (work: () => void) => {
    if (!failed) return work();
    try {
      work();
    } catch (error) {
      broken = true;
      failed(error);
    }
  };
  const draw = () =>
    guarded(() => {
      if (!chart) return;
      if (!option.value) return chart.clear();
      const animation = rested(motion?.animationDurationUpdate ?? 0);
      chart.setOption({ ...motion, animation, ...option.value }, { replaceMerge: ['series'] });
    });
  const leave = () => {
    const left = chart;
    if (!left) return;
    chart = undefined;
    // A drawing that is spread over frames would go on without its canvas: an empty one takes its place.
    if (!broken)
      guarded(() => {
        left.clear();
        left.getZr().refreshImmediately();
      });
    leaving?.();
    guarded(() => left.dispose());
  };
  const make = () => {
    leave();
    if (!host.value || gone) return;
    const { width, height, scale } = box();
    const devicePixelRatio = Math.min(4, Math.max(1, window.devicePixelRatio * scale));
    motion = motionOf(host.value);
    broken = false;
    chart = init(host.value, null, { renderer: 'canvas', width, height, devicePixelRatio });
    // By itself it asks for ten more frames after each drawing: on a wall that is drawn ten times a second, all of them.
    const { animation } = chart.getZr();
    chart.on('finished', () => animation.stop());
    made?.(chart);
    draw();
  };

  onMounted(() => {
    // Texts are measured once and remembered: not before their face is there.
    const face = host.value ? getComputedStyle(host.value).fontFamily : '';
    const faces =
      document.fonts && face ? [500, 600].map((weight) => document.fonts.load(`${weight} 20px ${face}`)) : [];
    if (faces.length === 0) make();
    else void Promise.allSettled(faces).then(make);
  });
  watch(option, draw, { flush: 'post' });
  watch(() => [box().scale, edition?.value], make, { flush: 'post' });
  watch(
    () => [box().width, box().height],
    ([width, height]) => chart?.resize({ width: width as number, height: height as number }),
    { flush: 'post' },
  );
  onBeforeUnmount(() => {
    gone = true;
    leave();
  });
}
