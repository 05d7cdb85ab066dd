import type { Language, Placed } from '../../layouts/document.ts';
import { given } from '../widgets/define.ts';
import { WIDGETS } from '../widgets/index.ts';
import { firstMetric, metricName, say, text } from '../widgets/words.ts';

/** What a widget is called among the layers: its name, its title, what it counts, what it is. */
export function layerName(placed: Placed, language: Language): string {
  const widget = WIDGETS.get(placed.type);
  const metric = widget?.frame === 'label' && widget.naming ? firstMetric(given(placed)[0]) : undefined;
  return (
    placed.name ??
    (text(placed.title, language) ||
      (metric ? metricName(metric, language) : text(widget?.titles, language)) ||
      placed.type)
  );
}

/** What a step was done to: 「渠道构成」, 3 个组件. */
export function told(widgets: readonly Placed[], language: Language): string {
  const [only, another] = widgets;
  if (only && !another) {
    const name = layerName(only, language);
    return say(language, `「${name}」`, `“${name}”`);
  }
  return say(language, `${widgets.length} 个组件`, `${widgets.length} widgets`);
}

/** The name of a step in both languages, from a verb and what it is done to. */
export const stepName = (chinese: string, english: string, widgets: readonly Placed[]): Record<Language, string> => ({
  'zh-CN': `${chinese}${widgets.length > 1 && !chinese.endsWith('：') ? ' ' : ''}${told(widgets, 'zh-CN')}`,
  en: `${english} ${told(widgets, 'en')}`,
});
