import type { Failure } from '../contract/failure.ts';
import type { Dimension, Query } from '../contract/query.ts';
import { countedRegion } from '../contract/regions.ts';
import { F, M } from '../engine/families.ts';
import type { SketchFamily } from '../engine/shape.ts';
import { findMetric } from '../metrics/catalogue.ts';
import { basesOf, type Metric } from '../metrics/define.ts';
import { groupingOf, usedBy } from '../metrics/grouping.ts';
import { refuse } from '../metrics/refuse.ts';
import { isShort } from '../metrics/times.ts';

/** What a query needs: which cells, of which family, and how rows are made of them. */
export interface Plan {
  readonly query: Query;
  /** Without repetitions. */
  readonly metrics: readonly Metric[];
  readonly sort: Metric;
  readonly top: number;
  /** The groups with the least stand alone, and the others in the rest. */
  readonly least: boolean;
  readonly by: Dimension | undefined;
  readonly filter: ReadonlyMap<Dimension, ReadonlySet<string>>;
  readonly family: number;
  /** Measure numbers to add up, by place; empty when only stock is asked for. */
  readonly measures: readonly number[];
  /** Where buyers are sketched, when they are asked for. */
  readonly sketch: SketchFamily | undefined;
  readonly stock: boolean;
  /** Counted by seconds: the window is no longer than seconds are kept. */
  readonly seconds: boolean;
}

/** How a query is answered, or why it is refused. */
export function plan(query: Query, least = false): Plan | Failure {
  const refused = refuse(query);
  if (refused) return refused;
  const metrics = [...new Set(query.metrics)].map((id) => findMetric(id) as Metric);
  const filter = new Map<Dimension, ReadonlySet<string>>();
  for (const [dimension, names] of Object.entries(query.filter ?? {}))
    if (names) filter.set(dimension as Dimension, new Set(dimension === 'region' ? names.map(countedRegion) : names));
  const used = usedBy(query);
  const sketched = metrics.some((metric) => metric.formula.kind === 'sketch');
  const bases = new Set(metrics.flatMap((metric) => basesOf(metric.formula)));
  if (sketched) bases.add('paid_orders'); // says which groups there are
  return {
    query,
    metrics,
    sort: findMetric(query.sort ?? '') ?? (metrics[0] as Metric),
    top: query.top ?? 100,
    least,
    by: query.by,
    filter,
    family: F[groupingOf(used)],
    measures: [...bases].map((base) => M[base]),
    sketch: sketched ? (used.has('region') ? 'region' : 'store') : undefined,
    stock: metrics.some(({ formula }) => formula.kind === 'stock'),
    seconds: isShort(query.window),
  };
}
