import type { Naming, ViewProps } from '../define.ts';
import { firstMetric, metricName, say, unitOf } from '../words.ts';
import { columnOf } from './column.ts';
import type { Kind } from './kinds.ts';
import type { MapOptions } from './options.ts';
import { largest, regionsOf } from './regions.ts';

/** Title by the metric; beside it the unit of all figures, and that the map is a sketch. */
export function mapNaming(
  kind: Kind,
  { answers, queries, locale }: Pick<ViewProps, 'answers' | 'queries' | 'locale'>,
  options: MapOptions,
): Naming {
  const { language } = locale;
  const metric = options.metric ?? firstMetric(queries[0]);
  if (metric === undefined) return {};
  const regions = regionsOf(answers[0], metric, kind.placeOf);
  const [first] = regions ? largest(regions, 1) : [];
  const { unit } = columnOf(first?.value ?? 0, unitOf(metric), locale);
  const name = metricName(metric, language);
  const title =
    kind.names === 'sea'
      ? say(language, `省份${name}`, `${name} by province`)
      : say(language, `各国${name}`, `${name} by country`);
  return { title, note: [unit, say(language, '示意图', 'sketch map')].filter(Boolean).join(' · ') };
}
