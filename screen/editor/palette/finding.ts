import type { Language } from '../../../layouts/document.ts';
import { METRICS } from '../../../stream/metrics/catalogue.ts';
import { CATEGORIES, type Category, type Widget } from '../../widgets/define.ts';
import type { Pair } from '../../widgets/option.ts';
import { text } from '../../widgets/words.ts';

/** What a palette is cut into: the few that most walls need, then the categories. */
export type Shelf = 'often' | Category;
export const SHELVES: readonly Shelf[] = ['often', ...CATEGORIES];
export const SHELF_NAMES: Readonly<Record<Shelf, Pair>> = {
  often: ['常用', 'Often'],
  number: ['数字', 'Numbers'],
  chart: ['图表', 'Charts'],
  map: ['地图', 'Maps'],
  list: ['列表', 'Lists'],
  campaign: ['活动', 'Campaign'],
  page: ['页面', 'Page'],
};

/** One thing that can be placed: a widget, or a metric in the widget that shows one number. */
export interface Item {
  key: string;
  type: string;
  widget: Widget;
  metric?: string;
  title: string;
}

/** What shows a metric that somebody looked for. */
const METRIC_TYPE = 'kpi';

const has = (search: string, ...words: readonly string[]) => words.some((word) => word.toLowerCase().includes(search));

/** What stands on a shelf; with something to look for, what is called so in either language, on any shelf, and metrics. */
export function findItems(
  widgets: ReadonlyMap<string, Widget>,
  shelf: Shelf,
  wish: string,
  language: Language,
): Item[] {
  const search = wish.trim().toLowerCase();
  const items = [...widgets].map(
    ([type, widget]): Item => ({ key: type, type, widget, title: text(widget.titles, language) }),
  );
  if (search === '')
    return items.filter(({ widget }) => (shelf === 'often' ? widget.often : widget.category === shelf));
  const metricWidget = widgets.get(METRIC_TYPE);
  const metrics = METRICS.filter(({ id, names }) => has(search, id, names['zh-CN'], names.en)).flatMap(
    ({ id, names }): Item[] =>
      metricWidget
        ? [{ key: `metric/${id}`, type: METRIC_TYPE, widget: metricWidget, metric: id, title: names[language] }]
        : [],
  );
  const named = items.filter(({ type, widget }) =>
    has(search, type, text(widget.titles, 'zh-CN'), text(widget.titles, 'en')),
  );
  return [...named, ...metrics];
}
