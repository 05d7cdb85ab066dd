import { computed } from 'vue';
import type { Unit } from '../../format.ts';
import type { ViewProps } from '../define.ts';
import { firstMetric, say, unitOf } from '../words.ts';
import { columnOf } from './column.ts';
import type { Kind } from './kinds.ts';
import type { MapOptions } from './options.ts';
import { largest, regionsOf } from './regions.ts';
import { stepOf, stepsOf } from './steps.ts';
import { useMap } from './useMap.ts';

/** What a reading by region is on a map, however that is drawn: values, steps of colour, the largest, and what is to be said. */
export function useRegions(props: ViewProps & { options: MapOptions; kind: Kind }) {
  const { map, fault } = useMap(props.kind.shipped, () => props.options.map);

  const metric = computed(() => props.options.metric ?? firstMetric(props.queries[0]) ?? '');
  const unit = computed((): Unit => unitOf(metric.value));
  const codes = computed(() => new Map(map.value?.features.map((one) => [one.name, props.kind.codeOf(one)])));
  const drawn = computed(() => new Set(codes.value.values()));
  /** On this map: what it has no shape for stands nowhere. */
  const placeOf = (region: string) => {
    const code = props.kind.placeOf(region);
    return !map.value || drawn.value.has(code) ? code : undefined;
  };
  const regions = computed(() => regionsOf(props.answers[0], metric.value, placeOf));
  const top = computed(() => (regions.value ? largest(regions.value, props.options.top) : []));
  const most = computed(() => (regions.value ? (largest(regions.value, 1)[0]?.value ?? 0) : 0));
  const column = computed(() => columnOf(most.value, unit.value, props.locale));
  const steps = computed(() => stepsOf([most.value]));

  /** As a text, so that the map is drawn anew only when a region changes its step. */
  const stepped = computed(() =>
    [...codes.value.values()].map((code) => stepOf(regions.value?.shown.get(code ?? '')?.value, steps.value)).join(''),
  );
  const shades = computed(() => {
    const digits = stepped.value;
    return new Map([...codes.value.keys()].map((name, index) => [name, Number(digits[index])]));
  });
  /** The feature whose islets and dashes would drown in a border of the ground. */
  const solid = computed(() => [...codes.value].find(([, code]) => code === 'CN')?.[0]);

  const sentence = computed(() => {
    const { language } = props.locale;
    if (fault.value && !map.value) return say(language, `地图没有载入：${fault.value}`, `No map: ${fault.value}`);
    const nothing = regions.value && regions.value.shown.size === 0;
    return nothing ? say(language, '这段时间还没有成交', 'Nothing in this window yet') : '';
  });
  const dot = computed(() => {
    const { language } = props.locale;
    if (!props.options.pulses) return '';
    return props.queries.length > 1 ? say(language, '新订单', 'new order') : say(language, '刚有新增', 'just added');
  });
  return { map, dot, unit, codes, placeOf, regions, top, column, steps, shades, solid, sentence };
}
