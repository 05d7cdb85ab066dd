import { computed } from 'vue';
import type { Placed, Words } from '../../../layouts/document.ts';
import type { Watched } from '../../../stream/contract/query.ts';
import { useEditing } from '../../stores/editing.ts';
import { given } from '../../widgets/define.ts';
import { WIDGETS } from '../../widgets/index.ts';
import { metricName, text } from '../../widgets/words.ts';
import { same } from '../fields.ts';
import { isLatest, type Latest } from '../latest.ts';
import type { Fit } from '../offering.ts';
import { askedOf, asking, beside, inPlace, queryOf, withoutAsked } from '../querying.ts';
import { dropMetric, type Put } from '../queryParts.ts';
import { pastOf, recalled } from '../recalling.ts';
import { drawnAs } from '../replacing.ts';
import { useTargets } from './useTargets.ts';

/** The queries of what is selected, those in one place of each, and changes to them; each is one step. */
export function useQueries(place: () => number) {
  const { targets, change } = useTargets();
  const editing = useEditing();

  const asked = computed(() =>
    targets.value.flatMap((placed) => {
      const widget = WIDGETS.get(placed.type);
      const query = queryOf(placed, widget, place());
      return widget && query ? [{ placed, widget: inPlace(widget, place()), query }] : [];
    }),
  );
  /** Every place in which the one that is selected asks something, or may. */
  const places = computed(() => {
    const [only, another] = targets.value;
    const widget = only && WIDGETS.get(only.type);
    if (!only || another || !widget?.asks) return [];
    const own = askedOf(only, widget);
    const { beside: more = [], first } = widget.asks;
    return Array.from({ length: Math.max(own.length, first.length, 1 + more.length) }, (_, index) => ({
      index,
      titles: more[index - 1]?.titles,
      asks: own[index],
      follows: more[index - 1]?.follows ?? false,
      // What stands behind the places a widget has, it does not draw.
      drawn: index === 0 || more[index - 1] !== undefined,
    }));
  });
  /** The facts that they ask for there, in the same order; empty unless each asks for orders or refunds. */
  const facts = computed(() => {
    const found = targets.value.map((placed) => askedOf(placed, WIDGETS.get(placed.type))[place()]);
    return found.every(isLatest) ? found : [];
  });
  const past = (placed: Placed) => pastOf(editing.steps, editing.page, placed.id);

  /** Changes the query of every selected widget that has one. */
  function put(name: Required<Words>, made: Put, run?: string, only?: string): void {
    change(
      name,
      (placed) => {
        const widget = WIDGETS.get(placed.type);
        const query = queryOf(placed, widget, place());
        if (!widget || !query || (only !== undefined && placed.id !== only)) return placed;
        const wanted = made(query);
        if (same(wanted, query)) return placed;
        return recalled(asking(placed, widget, wanted, place()), placed, past(placed), widget);
      },
      run,
    );
  }
  function putFact(name: Required<Words>, made: (fact: Latest) => Latest): void {
    change(name, (placed) => {
      const widget = WIDGETS.get(placed.type);
      const fact = askedOf(placed, widget)[place()];
      return widget && isLatest(fact) ? asking(placed, widget, made(fact), place()) : placed;
    });
  }

  function choose(id: string, metric: string, made: Put): void {
    const name = { 'zh-CN': `指标改成${metricName(metric, 'zh-CN')}`, en: `Metric: ${metricName(metric, 'en')}` };
    put(name, made, undefined, id);
  }
  function drop(slot: number, metric: string): void {
    const name = { 'zh-CN': `去掉「${metricName(metric, 'zh-CN')}」`, en: `Remove “${metricName(metric, 'en')}”` };
    put(name, dropMetric(slot));
  }

  /** Adds the query of a place; one that stood there beside the same before is it again. */
  function add(index: number, titles: Required<Words>): void {
    const name = { 'zh-CN': `加上「${titles['zh-CN']}」`, en: `Add “${titles.en}”` };
    change(name, (placed) => {
      const widget = WIDGETS.get(placed.type);
      const usual = widget && beside(placed, widget, index);
      if (!widget || !usual) return placed;
      const then = past(placed).find((one) => same(without(one, index), given(placed)) && given(one)[index]);
      return asking(placed, widget, then ? (given(then)[index] as Watched) : usual, index);
    });
  }
  const without = (placed: Placed, index: number) => given(placed).filter((_, at) => at !== index);
  function remove(index: number, titles: Required<Words>): void {
    const name = { 'zh-CN': `去掉「${titles['zh-CN']}」`, en: `Remove “${titles.en}”` };
    change(name, (placed) => {
      const widget = WIDGETS.get(placed.type);
      return widget ? withoutAsked(placed, widget, index) : placed;
    });
  }

  /** Another widget for the same query; it stays where it stands. */
  function draw({ type, widget }: Pick<Fit, 'type' | 'widget'>): void {
    const name = {
      'zh-CN': `改画成${text(widget.titles, 'zh-CN')}`,
      en: `Draw as ${text(widget.titles, 'en').toLowerCase()}`,
    };
    change(name, (placed) => drawnAs(placed, type, WIDGETS, past(placed)) ?? placed);
  }

  return { asked, places, facts, put, putFact, choose, drop, add, remove, draw };
}
