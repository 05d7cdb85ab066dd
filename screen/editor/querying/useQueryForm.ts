import { computed, ref } from 'vue';
import type { Placed, Words } from '../../../layouts/document.ts';
import { DIMENSIONS, type Dimension, type Query, type Window } from '../../../stream/contract/query.ts';
import { useCampaigns } from '../../stores/campaigns.ts';
import { useLanguage } from '../../stores/language.ts';
import { useLive } from '../../stores/live.ts';
import { useSettings } from '../../stores/settings.ts';
import type { Widget } from '../../widgets/define.ts';
import { dimensionName } from '../../widgets/names.ts';
import type { Pair } from '../../widgets/option.ts';
import { dayKey } from '../../widgets/time.ts';
import { metricName, say } from '../../widgets/words.ts';
import { COMPARES, dimensionsOf, impossible, STEP_CHOICES, undrawnParts, WINDOWS } from '../offering.ts';
import { merged } from '../optioning.ts';
import type { Compare, Step } from '../querying.ts';
import { type Put, putBy, putCompare, putFilter, putSort, putStep, putTop, putWindow } from '../queryParts.ts';
import { compareName, stepWords, windowName } from '../queryWords.ts';
import { filteredBy } from './filters.ts';
import { dayOf, isSpan, type Span } from './spans.ts';

export interface Asked {
  placed: Placed;
  widget: Widget;
  query: Query;
}
export type ChangeQuery = (name: Required<Words>, put: Put, run?: string) => void;

/** The form of the queries of one widget or several: what stands in it, what may, and what each choice does. */
export function useQueryForm(asked: () => readonly Asked[], change: ChangeQuery) {
  const speaking = useLanguage();
  const campaigns = useCampaigns();
  const settings = useSettings();
  const live = useLive();
  void campaigns.load();

  const first = computed(() => asked()[0]);
  const fixed = computed(() => asked().some(({ widget }) => widget.asks?.fixed));
  const queries = computed(() => asked().map(({ query }) => query));
  const may = (part: 'by' | 'step' | 'compare') => asked().every(({ widget }) => widget.asks?.[part] !== 'no');
  const must = (part: 'by' | 'step' | 'compare') => asked().some(({ widget }) => widget.asks?.[part] === 'must');
  const part = <Key extends keyof Query>(key: Key) => merged(queries.value.map((query) => query[key]));
  const shown = <Key extends keyof Query>(key: Key): string | null => {
    const value = part(key);
    return value.same && value.value !== undefined ? String(value.value) : null;
  };
  const differs = (key: keyof Query) => (part(key).same ? '' : speaking.words('各不相同', 'Several'));

  const options = <Value extends string>(
    values: readonly Value[],
    name: (value: Value) => string,
    put: (value: Value) => Put,
  ) =>
    values.map((value) => {
      const why = asked()
        .map(({ widget, query }) => impossible(widget, put(value)(query)))
        .find(Boolean);
      const label = name(value);
      return { value, label: why ? `${label} · ${speaking.words(...why)}` : label, disabled: why !== undefined };
    });

  const ids = computed(() => campaigns.campaigns.map(({ id }) => `campaign:${id}` as const));
  const window = computed(() => first.value?.query.window);
  const spelt = computed(() => (isSpan(window.value) ? 'span' : window.value));
  const timezone = computed(() => settings.settings?.timezone ?? 'UTC');
  const windowLabel = (value: Window, language = speaking.language) =>
    windowName(value, campaigns.names, language, timezone.value);
  const span = computed(() => (part('window').same && isSpan(window.value) ? window.value : undefined));
  /** Where a span of its own starts out: today, all of it. */
  const today = computed(() => dayKey(live.now ?? Date.now(), timezone.value));
  const fresh = computed(() => span.value ?? dayOf(today.value, timezone.value));
  const windows = computed(() => {
    const own = window.value;
    const gone = typeof own === 'string' && ![...WINDOWS, ...ids.value].some((one) => one === own) ? [own] : [];
    const known = options<string>(
      [...gone, ...WINDOWS, ...ids.value],
      (value) => windowLabel(value as Window),
      (value) => putWindow(value as Window),
    );
    const free = fresh.value;
    const [choice] = free
      ? options(
          ['span'],
          () => speaking.words('自己定一段', 'A span of its own'),
          () => putWindow(free),
        )
      : [];
    // Behind the days, where it is seen without scrolling.
    const at = known.findIndex(({ value }) => value === 'yesterday') + 1;
    return choice ? [...known.slice(0, at), choice, ...known.slice(at)] : known;
  });
  const compareLabel = (value: Compare, language = speaking.language) =>
    compareName(value, window.value ?? 'today', campaigns.names, language);
  const compares = computed(() => {
    // Yesterday and what was before today are one and the same.
    const twice = window.value === 'today' || window.value === 'yesterday' ? ['yesterday'] : [];
    const known = [...COMPARES.filter((one) => !twice.includes(one) || shown('compare') === one), ...ids.value];
    const own = first.value?.query.compare;
    const values = own && !known.includes(own) ? [own, ...known] : known;
    return options<Compare>(values, (value) => compareLabel(value), putCompare);
  });
  const steps = computed(() => options(STEP_CHOICES, (step) => stepWords(step, speaking.language), putStep));
  const splits = computed(() =>
    options(first.value ? dimensionsOf(first.value.widget) : [], (by) => dimensionName(by, speaking.language), putBy),
  );
  /** What a person may miss in the form, in one sentence. */
  const missing = computed(() => {
    const [only, another] = asked();
    const said = only && !another && !only.widget.asks?.fixed ? undrawnParts(only.widget) : undefined;
    return said ? speaking.words(...said) : '';
  });
  /** By its first metric a query is sorted anyway. */
  const sorted = computed(() => merged(queries.value.map(({ sort, metrics }) => sort ?? metrics[0])));
  const sortable = computed(
    () => queries.value.every(({ by, metrics }) => by && metrics.length > 1) && part('metrics').same,
  );
  const sorts = computed(() =>
    (first.value?.query.metrics ?? []).map((id) => ({
      value: id,
      label: speaking.words(`${metricName(id, 'zh-CN')}，大的在前`, `${metricName(id, 'en')}, largest first`),
    })),
  );

  const to = (what: Pair, name: (language: 'zh-CN' | 'en') => string): Required<Words> => ({
    'zh-CN': `${what[0]}改成${name('zh-CN')}`,
    en: `${what[1]}: ${name('en')}`,
  });
  const none = (what: Pair): Required<Words> => ({
    'zh-CN': `去掉${what[0]}`,
    en: `Remove the ${what[1].toLowerCase()}`,
  });
  const setWindow = (value: string | Span) => {
    const wanted = value === 'span' ? fresh.value : (value as Window);
    if (wanted === undefined || value === spelt.value) return;
    change(
      to(['时间', 'Time'], (language) => windowLabel(wanted, language)),
      putWindow(wanted),
    );
  };
  const setCompare = (value: Compare | null) => {
    const name = value
      ? to(['对比', 'Comparison'], (language) => compareLabel(value, language))
      : none(['对比', 'Comparison']);
    change(name, putCompare(value ?? undefined));
  };
  const setStep = (value: Step | null) =>
    change(
      value ? to(['步长', 'Step'], (language) => stepWords(value, language)) : none(['步长', 'Step']),
      putStep(value ?? undefined),
    );
  const setBy = (value: Dimension | null) => {
    const name = value
      ? to(['拆分', 'Split by'], (language) =>
          say(language, `按${dimensionName(value, 'zh-CN')}`, dimensionName(value, 'en')),
        )
      : none(['拆分', 'Split']);
    change(name, putBy(value ?? undefined));
  };
  const setSort = (value: string) =>
    change(
      to(['排序', 'Sort by'], (language) => metricName(value, language)),
      putSort(value),
    );

  const MOST_TOP = 1_000;
  function readTop(typed: string): { value: number | undefined } | { fault: string } {
    if (typed.trim() === '') return { value: undefined };
    const value = Number(typed);
    if (Number.isInteger(value) && value >= 1 && value <= MOST_TOP) return { value };
    return { fault: speaking.words(`1 到 ${MOST_TOP}`, `1 to ${MOST_TOP}`) };
  }
  const setTop = (top: number | undefined) => {
    const name =
      top === undefined
        ? { 'zh-CN': '取全部', en: 'Take all' }
        : { 'zh-CN': `取前 ${top} 个`, en: `Take the first ${top}` };
    change(name, putTop(top), 'top');
  };

  /** A dimension that was chosen to filter by and has no values yet. */
  const opened = ref<Dimension>();
  const filtered = computed(() => {
    const set = filteredBy(queries.value);
    return opened.value && !set.includes(opened.value) ? [...set, opened.value] : set;
  });
  const filters = computed(() =>
    options(
      DIMENSIONS.filter((dimension) => !filtered.value.includes(dimension)),
      (dimension) => dimensionName(dimension, speaking.language),
      (dimension) => putFilter(dimension, ['?']),
    ).map(({ value, label, disabled }) => ({ dimension: value, label, disabled })),
  );
  function setFilter(dimension: Dimension, values: string[]): void {
    opened.value = undefined;
    const what: Pair = [`${dimensionName(dimension, 'zh-CN')}筛选`, `${dimensionName(dimension, 'en')} filter`];
    const name =
      values.length > 0
        ? {
            'zh-CN': `只看 ${values.length} 个${dimensionName(dimension, 'zh-CN')}`,
            en: `Only ${values.length} of ${dimensionName(dimension, 'en').toLowerCase()}`,
          }
        : none(what);
    change(name, putFilter(dimension, values), `filter ${dimension}`);
  }

  return {
    ...{ first, fixed, queries, may, must, part, shown, differs, spelt, span, timezone, opened, filtered, missing },
    ...{ windows, compares, steps, splits, sorts, sorted, sortable, filters, readTop },
    ...{ setWindow, setCompare, setStep, setBy, setSort, setTop, setFilter },
  };
}
