import { computed } from 'vue';
import type { Words } from '../../../layouts/document.ts';
import type { Query } from '../../../stream/contract/query.ts';
import { WIDGETS } from '../../widgets/index.ts';
import { metricName, text } from '../../widgets/words.ts';
import { same } from '../fields.ts';
import { type Fit, fits } from '../offering.ts';
import { fieldsOf } from '../optionFields.ts';
import { retyped } from '../optioning.ts';
import { asking, queryOf } from '../querying.ts';
import { useTargets } from './useTargets.ts';

/** The queries of what is selected, and changes to them; each is one step. */
export function useQueries() {
  const { targets, change } = useTargets();

  const asked = computed(() =>
    targets.value.flatMap((placed) => {
      const widget = WIDGETS.get(placed.type);
      const query = queryOf(placed, widget);
      return widget && query ? [{ placed, widget, query }] : [];
    }),
  );

  /** Changes the query of every selected widget that has one. */
  function put(name: Required<Words>, made: (query: Query) => Query, run?: string, only?: string): void {
    change(
      name,
      (placed) => {
        const widget = WIDGETS.get(placed.type);
        const query = queryOf(placed, widget);
        if (!widget || !query || (only !== undefined && placed.id !== only)) return placed;
        const wanted = made(query);
        return same(wanted, query) ? placed : asking(placed, widget, wanted);
      },
      run,
    );
  }

  function choose(id: string, metric: string, query: Query): void {
    const name = { 'zh-CN': `指标改成${metricName(metric, 'zh-CN')}`, en: `Metric: ${metricName(metric, 'en')}` };
    put(name, () => query, undefined, id);
  }

  function drop(slot: number, metric: string): void {
    const name = { 'zh-CN': `去掉「${metricName(metric, 'zh-CN')}」`, en: `Remove “${metricName(metric, 'en')}”` };
    put(name, (query) => ({ ...query, metrics: query.metrics.filter((_, index) => index !== slot) }));
  }

  /** Another widget for the same query; it stays where it stands. */
  function draw({ type, widget }: Fit): void {
    const name = {
      'zh-CN': `改画成${text(widget.titles, 'zh-CN')}`,
      en: `Draw as ${text(widget.titles, 'en').toLowerCase()}`,
    };
    change(name, (placed) => {
      const query = queryOf(placed, WIDGETS.get(placed.type));
      const fit = query && fits(query, WIDGETS).find((one) => one.type === type);
      if (!fit) return placed;
      const { queries: _, ...bare } = placed;
      return asking(retyped({ ...bare, query: fit.query }, type, fieldsOf(widget.options)), widget, fit.query);
    });
  }

  return { asked, put, choose, drop, draw };
}
