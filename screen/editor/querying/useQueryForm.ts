import { computed, ref } from 'vue';
import type { Placed, Words } from '../../../layouts/document.ts';
import { DIMENSIONS, type Dimension, type Query, type Window } from '../../../stream/contract/query.ts';
import { refuse } from '../../../stream/metrics/refuse.ts';
import { useCampaigns } from '../../stores/campaigns.ts';
import { useLanguage } from '../../stores/language.ts';
import type { Widget } from '../../widgets/define.ts';
import { dimensionName } from '../../widgets/names.ts';
import type { Pair } from '../../widgets/option.ts';
import { metricName, say } from '../../widgets/words.ts';
import { COMPARES, dimensionsOf, impossible, STEP_CHOICES, stepFor, WINDOWS } from '../offering.ts';
import { merged } from '../optioning.ts';
import { type Compare, type Step, tidy } from '../querying.ts';
import { compareName, stepWords, windowName } from '../queryWords.ts';

export interface Asked {
  placed: Placed;
  widget: Widget;
  query: Query;
}
export type ChangeQuery = (name: Required<Words>, put: (query: Query) => Query, run?: string) => void;

/** The form of the queries of one widget or several: what stands in it, what may, and what each choice does. */
export function useQueryForm(asked: () => readonly Asked[], change: ChangeQuery) {
  const speaking = useLanguage();
  const campaigns = useCampaigns();
  void campaigns.load();

  const first = computed(() => asked()[0]);
  const asks = computed(() => first.value?.widget.asks);
  const may = (part: 'by' | 'step' | 'compare') => asked().every(({ widget }) => widget.asks?.[part] !== 'no');
  const must = (part: 'by' | 'step' | 'compare') => asked().some(({ widget }) => widget.asks?.[part] === 'must');
  const part = <Key extends keyof Query>(key: Key) => merged(asked().map(({ query }) => query[key]));
  const shown = <Key extends keyof Query>(key: Key): string | null => {
    const value = part(key);
    return value.same && value.value !== undefined ? String(value.value) : null;
  };
  const differs = (key: keyof Query) => (part(key).same ? '' : speaking.words('各不相同', 'Several'));

  /** A query whose step the server has, when it had one. */
  function stepped(query: Query): Query {
    if (!query.step || !refuse(query)) return query;
    const step = stepFor(tidy({ ...query, step: undefined }));
    return step ? { ...query, step } : query;
  }
  const putWindow = (window: Window) => (query: Query) => stepped({ ...query, window });
  const putCompare = (compare: Compare | undefined) => (query: Query) => tidy({ ...query, compare });
  const putStep = (step: Step | undefined) => (query: Query) => tidy({ ...query, step });
  const putBy = (by: Dimension | undefined) => (query: Query) => stepped(tidy({ ...query, by }));

  const options = <Value extends string>(
    values: readonly Value[],
    name: (value: Value) => string,
    put: (value: Value) => (query: Query) => Query,
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
  const spelt = computed(() => (typeof window.value === 'string' ? window.value : JSON.stringify(window.value)));
  const windowLabel = (value: Window, language = speaking.language) => windowName(value, campaigns.names, language);
  const windows = computed(() => {
    const known = options<string>(
      [...WINDOWS, ...ids.value],
      (value) => windowLabel(value as Window),
      (value) => putWindow(value as Window),
    );
    const own = window.value;
    if (own === undefined || known.some(({ value }) => value === own)) return known;
    return [{ value: spelt.value as string, label: windowLabel(own), disabled: false }, ...known];
  });
  const compareLabel = (value: Compare, language = speaking.language) =>
    compareName(value, window.value ?? 'today', campaigns.names, language);
  const compares = computed(() => {
    // Yesterday and what was before today are one and the same.
    const twice = window.value === 'today' || window.value === 'yesterday' ? ['yesterday'] : [];
    const values = [...COMPARES.filter((one) => !twice.includes(one) || shown('compare') === one), ...ids.value];
    return options<Compare>(values, (value) => compareLabel(value), putCompare);
  });
  const steps = computed(() => options(STEP_CHOICES, (step) => stepWords(step, speaking.language), putStep));
  const splits = computed(() =>
    options(first.value ? dimensionsOf(first.value.widget) : [], (by) => dimensionName(by, speaking.language), putBy),
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
  const setWindow = (value: string) => {
    if (value !== spelt.value)
      change(
        to(['时间', 'Time'], (language) => windowLabel(value as Window, language)),
        putWindow(value as Window),
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
      (query) => tidy({ ...query, sort: value }),
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
    change(name, (query) => tidy({ ...query, top }), 'top');
  };

  /** A dimension that was chosen to filter by and has no values yet. */
  const opened = ref<Dimension>();
  const filtered = computed(() => {
    const set = DIMENSIONS.filter((dimension) => first.value?.query.filter?.[dimension]);
    return opened.value && !set.includes(opened.value) ? [...set, opened.value] : set;
  });
  const putFilter = (dimension: Dimension, values: string[]) => (query: Query) =>
    stepped(tidy({ ...query, filter: { ...query.filter, [dimension]: values } }));
  const filters = computed(() =>
    options(
      DIMENSIONS.filter((dimension) => !filtered.value.includes(dimension)),
      (dimension) => dimensionName(dimension, speaking.language),
      (dimension) => putFilter(dimension, ['?']),
    ),
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
    ...{ first, asks, may, must, part, shown, differs, spelt, opened, filtered },
    ...{ windows, compares, steps, splits, sorts, filters, readTop },
    ...{ setWindow, setCompare, setStep, setBy, setSort, setTop, setFilter },
  };
}
