import { Failure } from '../contract/failure.ts';
import type { Dimension, Query } from '../contract/query.ts';
import { allows, findMetric } from './catalogue.ts';
import type { Metric } from './define.ts';
import { FINE, groupingOf, usedBy } from './grouping.ts';
import { refuseSize, refuseTime } from './times.ts';

/** Why a query can never be answered, or undefined. Server and screens ask the same rule. */
export function refuse(query: Query): Failure | undefined {
  const metrics: Metric[] = [];
  for (const [index, id] of query.metrics.entries()) {
    const metric = findMetric(id);
    if (!metric) return unknownMetric(id, `metrics.${index}`);
    metrics.push(metric);
  }
  if (query.sort !== undefined && !query.metrics.includes(query.sort)) return refuseSort(query);
  const used = usedBy(query);
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
  const summed = metrics.filter(({ formula }) => formula.kind !== 'stock').length;
  if (summed === 0) return refuseTime({ ...query, step: undefined });
  return refuseTime(query, { grouping: groupingOf(used), sketched }) ?? refuseSize(query, summed);
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
