import type { Dimension, Query } from '../stream/contract/query.ts';
import type { Reading } from '../stream/contract/reading.ts';
import type { LiveQuery, Moment, NowHash, Reader } from '../stream/index.ts';
import { METRICS } from '../stream/metrics/catalogue.ts';

type Spec = readonly [window: Query['window'] | 'stock', by?: Dimension];

/**
 * What stands in Redis for people, as `tw:now:<window>` and `tw:now:<window>:<dimension>`: today, the last hour and the
 * campaign, whole and by dimension, and stock by SKU (the 200 with the least available). Fields are metric ids, in front
 * of them the group and a dot; money is integer minor units; `asOf` stands in each, epoch ms.
 */
const SPECS: readonly Spec[] = [
  ['today'],
  ['today', 'channel'],
  ['today', 'shop'],
  ['today', 'region'],
  ['today', 'category'],
  ['1h'],
  ['1h', 'channel'],
  ['1h', 'shop'],
  ['1h', 'region'],
  ['campaign'],
  ['campaign', 'channel'],
  ['campaign', 'shop'],
  ['campaign', 'region'],
  ['stock', 'sku'],
];
const TOP = 200;

/** What one hash is made of; fields of different questions are different metrics. */
interface Question {
  query: Query;
  /** The groups with the least, not the most, are told. */
  least?: true;
}

/** Buyers apart: of an older start only wider buckets of them are kept, and in one question everything would begin with those. */
function questionsOf([window, by]: Spec): Question[] {
  const idsOf = (kinds: readonly string[]) =>
    METRICS.filter(
      ({ formula, dimensions }) => kinds.includes(formula.kind) && (by === undefined || dimensions.includes(by)),
    ).map(({ id }) => id);
  if (window === 'stock') {
    const query: Query = { metrics: idsOf(['stock']), by: 'sku', window: 'today', top: TOP, sort: 'stock_available' };
    return [{ query, least: true }];
  }
  const grouped = by === undefined ? { window } : { window, by, top: TOP };
  return [idsOf(['sum', 'ratio']), idsOf(['sketch'])]
    .filter((metrics) => metrics.length > 0)
    .map((metrics) => ({ query: { metrics, ...grouped } }));
}

/** So often a hash is written whole, whatever changed: one that somebody else touched stands right again. */
const WHOLE_MS = 60_000;

interface Held {
  what: string;
  parts: { query: LiveQuery; last: Reading | undefined }[];
  /** When it was written whole last, performance.now(). */
  wholeAt: number | undefined;
}

/** Keeps the queries of `tw:now:*` open and gives what changed. */
export class Now {
  private readonly held: Held[];

  constructor(reader: Reader) {
    this.held = SPECS.map((spec) => ({
      what: spec[0] === 'stock' ? 'stock' : spec.filter(Boolean).join(':'),
      parts: questionsOf(spec).map(({ query, least }) => ({ query: reader.open(query, { least }), last: undefined })),
      wholeAt: undefined,
    }));
  }

  /** Every hash, each read when it is asked for: its times, and the fields that are not as they were before. */
  *read(moment: () => Moment): Generator<NowHash> {
    for (const held of this.held) {
      const now = moment();
      const whole = held.wholeAt === undefined || performance.now() - held.wholeAt > WHOLE_MS;
      const fields: NowHash['fields'] = {};
      const gone: string[] = [];
      for (const [index, part] of held.parts.entries()) {
        const reading = part.query.read(now);
        const { from, to, asOf, partial } = reading;
        if (index === 0) Object.assign(fields, { from, to, asOf, partial: partial ? 1 : 0 });
        const changed = changes(whole ? undefined : part.last, reading);
        part.last = reading;
        Object.assign(fields, changed.set);
        gone.push(...changed.gone);
      }
      if (whole) held.wholeAt = performance.now();
      yield { what: held.what, whole, fields, gone };
    }
  }

  /** Everything counts as changed again. */
  forget(): void {
    for (const held of this.held) held.wholeAt = undefined;
  }

  close(): void {
    for (const { parts } of this.held) for (const { query } of parts) query.close();
  }
}

/** Fields of `after` that `before` has not or has otherwise, and fields of `before` that are gone. O(values), names only where they differ. */
export function changes(before: Reading | undefined, after: Reading): { set: Record<string, number>; gone: string[] } {
  const set: [string, number][] = [];
  const gone: string[] = [];
  if (before === after) return { set: {}, gone };
  const field = (group: string, metric: string) => (group === '' ? metric : `${group}.${metric}`);
  for (const [group, { values }] of Object.entries(after.groups)) {
    const known = before?.groups[group]?.values;
    if (known === values) continue;
    for (const metric in values)
      if (known?.[metric] !== values[metric]) set.push([field(group, metric), values[metric] as number]);
    for (const metric in known) if (values[metric] === undefined) gone.push(field(group, metric));
  }
  for (const [group, { values }] of Object.entries(before?.groups ?? {}))
    if (after.groups[group] === undefined) for (const metric in values) gone.push(field(group, metric));
  return { set: Object.fromEntries(set), gone };
}
