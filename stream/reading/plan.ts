import { Failure } from '../contract/failure.ts';
import type { Dimension, Query } from '../contract/query.ts';
import { F, M } from '../engine/families.ts';
import type { SketchFamily } from '../engine/shape.ts';
import { allows, findMetric } from '../metrics/catalogue.ts';
import { basesOf, type Metric } from '../metrics/define.ts';
import { isShort, refuseTime } from './times.ts';

/** What a query needs: which cells, of which family, and how rows are made of them. */
export interface Plan {
  readonly query: Query;
  /** Without repetitions. */
  readonly metrics: readonly Metric[];
  readonly sort: Metric;
  readonly top: number;
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

/** Dimensions that know lines or places finer than a store; one of them at most. */
const FINE: readonly Dimension[] = ['region', 'category', 'sku', 'tag'];

/** How a query is answered, or why it is refused. */
export function plan(query: Query): Plan | Failure {
  const metrics: Metric[] = [];
  for (const [index, id] of query.metrics.entries()) {
    const metric = findMetric(id);
    if (!metric) return unknownMetric(id, `metrics[${index}]`);
    if (!metrics.includes(metric)) metrics.push(metric);
  }
  const first = metrics[0];
  const sort = query.sort === undefined ? first : metrics.find((metric) => metric.id === query.sort);
  if (!first || !sort) return refuseSort(query);
  const filter = new Map<Dimension, ReadonlySet<string>>();
  for (const [dimension, names] of Object.entries(query.filter ?? {}))
    if (names) filter.set(dimension as Dimension, new Set(names));
  const used = new Set<Dimension>([...(query.by ? [query.by] : []), ...filter.keys()]);
  const where = (dimension: Dimension) => (dimension === query.by ? 'by' : `filter.${dimension}`);

  for (const metric of metrics)
    for (const dimension of used)
      if (!allows(metric, dimension)) return refuseDimension(metric, dimension, where(dimension));
  const fine = FINE.filter((dimension) => used.has(dimension));
  if (fine[0] && fine[1]) return refusePair(fine[0], fine[1], where(fine[1]));
  if (used.has('sku') && used.has('shop')) return refusePair('sku', 'shop', where('shop'));
  const sketched = metrics.some((metric) => metric.formula.kind === 'sketch');
  if (sketched && used.has('region') && used.size > 1) {
    const other = used.has('channel') ? 'channel' : 'shop';
    return new Failure(
      'combination',
      `${where(other)}: buyers are counted by region alone, not by region and ${other} together; leave one of the two out.`,
      { path: where(other) },
    );
  }
  const family = familyOf(fine[0], used);
  const summed = metrics.some(({ formula }) => formula.kind !== 'stock');
  const refused = summed ? refuseTime(query, { family, sketched }) : refuseTime({ ...query, step: undefined });
  if (refused) return refused;

  const bases = new Set(metrics.flatMap((metric) => basesOf(metric.formula)));
  if (sketched) bases.add('paid_orders'); // says which groups there are
  return {
    query,
    metrics,
    sort,
    top: query.top ?? 100,
    by: query.by,
    filter,
    family,
    measures: [...bases].map((base) => M[base]),
    sketch: sketched ? (used.has('region') ? 'region' : 'store') : undefined,
    stock: metrics.some(({ formula }) => formula.kind === 'stock'),
    seconds: isShort(query.window),
  };
}

function familyOf(fine: Dimension | undefined, used: ReadonlySet<Dimension>): number {
  switch (fine) {
    case 'region':
    case 'category':
    case 'tag':
      return F[fine];
    case 'sku':
      return used.has('channel') ? F.channelSku : F.sku;
    default:
      return F.store;
  }
}

function unknownMetric(id: string, path: string): Failure {
  return new Failure('metric', `${path}: "${id}" is not a metric; GET /api/metrics lists those there are.`, { path });
}

function refuseSort(query: Query): Failure {
  return new Failure(
    'metric',
    `sort: "${query.sort}" is not one of the metrics asked for; expected one of ${query.metrics.join(', ')}. Add it to metrics, or leave sort out.`,
    { path: 'sort' },
  );
}

function refuseDimension(metric: Metric, dimension: Dimension, path: string): Failure {
  return new Failure(
    'dimension',
    `${path}: ${metric.id} has no ${dimension}; expected one of ${metric.dimensions.join(', ')}. Ask for it in a query of its own.`,
    { path },
  );
}

function refusePair(one: Dimension, other: Dimension, path: string): Failure {
  return new Failure(
    'combination',
    `${path}: ${one} and ${other} are not counted together; expected one of them, alone or with channel${one === 'sku' ? '' : ' and shop'}. Leave ${other} out.`,
    { path },
  );
}
