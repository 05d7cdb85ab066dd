import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Headroom } from '../stream/index.ts';
import type { Figures } from './live/reports.ts';
import type { Restarts } from './restarts.ts';

/** What is known at the moment of a scrape. Times are epoch ms. */
export interface Known {
  /** Totals of the doors by name, as `tw:counters` has them. */
  doors: Record<string, number>;
  /** Totals of the aggregators, all partitions together. */
  applied: Record<'events' | 'duplicates' | 'conflicts' | 'voided' | 'waiting' | 'setAside' | 'entities', number>;
  /** `asOf` by partition. */
  asOf: readonly number[];
  drift: { drift: number; at: number } | undefined;
  losses: number;
  /** By part of the instance, as its supervisor counts. */
  restarts: Restarts;
  screens: number;
  /** What screens say of themselves. */
  reported: Figures;
  views: number;
  snapshots: number;
  queuedBytes: number;
  headroom: Headroom | undefined;
}

export interface Gauges {
  contentType: string;
  /** The text Prometheus reads; the stores are read once for it. */
  render(): Promise<string>;
  /** Seconds from the youngest event that is surely in, to now: at sending, at painting, and at applying. */
  sent: Histogram;
  painted: Histogram;
  applied: Histogram;
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10];

/** Everything /metrics tells. Totals survive restarts, because they are read where they are kept. */
export function gauges(known: () => Promise<Known>): Gauges {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  let latest: Known | undefined;

  const total = (name: string, help: string, read: (now: Known) => number) =>
    new Counter({
      name: `tidewall_${name}`,
      help,
      registers,
      collect() {
        this.reset();
        if (latest) this.inc(Math.max(0, read(latest)));
      },
    });
  const gauge = (name: string, help: string, read: (now: Known) => number | undefined) =>
    new Gauge({
      name: `tidewall_${name}`,
      help,
      registers,
      collect() {
        const value = latest && read(latest);
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  const byLabel = (name: string, help: string, label: string, read: (now: Known) => Iterable<[string, number]>) =>
    new (name.endsWith('_total') ? Counter : Gauge)({
      name: `tidewall_${name}`,
      help,
      labelNames: [label],
      registers,
      collect() {
        this.reset();
        for (const [value, amount] of latest ? read(latest) : []) this.inc({ [label]: value }, amount);
      },
    });
  const inner = (now: Known, start: string, end = ''): [string, number][] =>
    Object.entries(now.doors)
      .filter(([name]) => name.startsWith(start) && name.endsWith(end))
      .map(([name, value]) => [name.slice(start.length, name.length - end.length), value]);

  total('events_accepted_total', 'Events durably in the log', ({ doors }) => doors.accepted ?? 0);
  byLabel('events_late_total', 'Late and future events by reason', 'reason', (now) => inner(now, 'late:'));
  byLabel('events_rejected_total', 'Rejected events by code', 'code', (now) => inner(now, 'rejected:'));
  total('fields_ignored_total', 'Fields nobody knows, left out', ({ doors }) => doors.ignored_fields ?? 0);
  total('events_applied_total', 'Events counted by the aggregators', ({ applied }) => applied.events);
  total('events_duplicate_total', 'Events that told nothing new', ({ applied }) => applied.duplicates);
  total('events_conflicting_total', 'Deliveries that disagree', ({ applied }) => applied.conflicts);
  total('entities_voided_total', 'Voided orders and credit notes', ({ applied }) => applied.voided);
  gauge('refunds_waiting', 'Refunds whose payment is not known yet', ({ applied }) => applied.waiting);
  gauge('entities', 'Entities held', ({ applied }) => applied.entities);
  gauge('entities_set_aside', 'Entities no cell can hold', ({ applied }) => applied.setAside);
  byLabel('partition_lag_seconds', 'How far a partition lies behind the clock', 'partition', ({ asOf }) =>
    asOf.map((at, partition) => [String(partition), (Date.now() - at) / 1000]),
  );
  gauge('as_of_timestamp_seconds', 'Everything accepted up to here is counted', ({ asOf }) => Math.min(...asOf) / 1000);
  gauge('lag_seconds', 'Age of what is shown', ({ asOf }) => (Date.now() - Math.min(...asOf)) / 1000);
  byLabel('source_accepted_total', 'Accepted events by source', 'source', (now) => inner(now, 'source:', ':accepted'));
  byLabel('source_as_of_timestamp_seconds', 'Newest event time of a source', 'source', (now) =>
    inner(now, 'source:', ':newest').map(([source, at]) => [source, at / 1000]),
  );
  byLabel('source_silence_seconds', 'Since the last accepted event of a source', 'source', (now) =>
    inner(now, 'source:', ':last').map(([source, at]) => [source, (Date.now() - at) / 1000]),
  );
  gauge('drift_minor_units', 'Difference found by the last reconciliation', ({ drift }) => drift?.drift);
  gauge('reconciled_timestamp_seconds', 'When it was made', ({ drift }) => drift && drift.at / 1000);
  total('data_losses_total', 'Times acknowledged data was found gone', ({ losses }) => losses);
  byLabel('restarts_total', 'Processes the supervisor had to start again, by process', 'process', ({ restarts }) =>
    Object.entries(restarts),
  );
  gauge('screens', 'Connected screens', ({ screens }) => screens);
  gauge('screens_reporting', 'Screens that told of themselves lately', ({ reported }) => reported.reporting);
  gauge('screens_outdated', 'Of these, with pages of another build', ({ reported }) => reported.outdated);
  byLabel('screen_fps', 'Frames a second that screens draw', 'quantile', ({ reported }) => reported.fps);
  byLabel('screen_heap_bytes', 'Script heap of screens', 'quantile', ({ reported }) => reported.heap);
  gauge('views', 'Views being evaluated', ({ views }) => views);
  total('snapshots_total', 'Snapshots sent in place of what slow screens did not drain', ({ snapshots }) => snapshots);
  gauge('log_queue_bytes', 'Waiting to be written to the log', ({ queuedBytes }) => queuedBytes);
  gauge(
    'memory_free_bytes',
    'What Redis may still use',
    ({ headroom }) => headroom && headroom.memory.limit - headroom.memory.used,
  );
  gauge('disk_free_bytes', 'Free where the embedded Redis keeps its files', ({ headroom }) => headroom?.disk?.free);
  const histogram = (name: string, help: string) =>
    new Histogram({ name: `tidewall_${name}`, help, buckets: BUCKETS, registers });
  gauge('up', 'Whether the stores could be read for this scrape', () => 1);
  return {
    contentType: registry.contentType,
    async render() {
      latest = await known().catch(() => undefined); // without Redis the process still tells about itself
      return registry.metrics();
    },
    applied: histogram('apply_seconds', 'Accepted to applied in this server, at most'),
    sent: histogram('accepted_to_sent_seconds', 'Accepted to sent to the screens, at most'),
    painted: histogram('accepted_to_painted_seconds', 'Accepted to painted, as screens measured some of their frames'),
  };
}
