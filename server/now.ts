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

const stockIds = METRICS.filter(({ formula }) => formula.kind === 'stock').map(({ id }) => id);

function queryOf([window, by]: Spec): Query {
  if (window === 'stock') return { metrics: stockIds, by: 'sku', window: 'today', top: TOP };
  const fits = METRICS.filter(
    ({ formula, dimensions }) => formula.kind !== 'stock' && (by === undefined || dimensions.includes(by)),
  );
  const metrics = fits.map(({ id }) => id);
  return by === undefined ? { metrics, window } : { metrics, window, by, top: TOP };
}

interface Held {
  what: string;
  query: LiveQuery;
  last: Reading | undefined;
}

/** Keeps the queries of `tw:now:*` open and gives what changed. */
export class Now {
  private readonly held: Held[];

  constructor(reader: Reader) {
    this.held = SPECS.map((spec) => ({
      what: spec[0] === 'stock' ? 'stock' : spec.filter(Boolean).join(':'),
      query: reader.open(queryOf(spec)),
      last: undefined,
    }));
  }

  /** Every hash, each read when it is asked for; `fields` of one that did not change holds only its times. */
  *read(moment: () => Moment): Generator<NowHash> {
    for (const held of this.held) {
      const reading = held.query.read(moment());
      const whole = reading !== held.last;
      held.last = reading;
      const times = { from: reading.from, to: reading.to, asOf: reading.asOf, partial: reading.partial ? 1 : 0 };
      yield { what: held.what, whole, fields: whole ? { ...times, ...flat(reading) } : times };
    }
  }

  /** Everything counts as changed again. */
  forget(): void {
    for (const held of this.held) held.last = undefined;
  }

  close(): void {
    for (const { query } of this.held) query.close();
  }
}

function flat({ groups }: Reading): Record<string, number> {
  const fields: [string, number][] = [];
  for (const [group, { values }] of Object.entries(groups))
    for (const [metric, value] of Object.entries(values))
      fields.push([group === '' ? metric : `${group}.${metric}`, value]);
  return Object.fromEntries(fields);
}
